package org.snowbert;

/**
 * A mistake in what the user gave: a parameter, a file, a vocabulary.
 *
 * <p>The message is one sentence that names the parameter or file, the value, and what to do.
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
