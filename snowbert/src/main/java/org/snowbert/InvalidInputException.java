package org.snowbert;

/**
 * A mistake in the user's input: a parameter, a file, a vocabulary.
 *
 * <p>The message is one sentence. It names the parameter or the file and its value, then says what
 * to do.
 */
public final class InvalidInputException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public InvalidInputException(String message) {
    super(message);
  }

  public InvalidInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
