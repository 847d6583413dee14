package org.snowbert.corpus;

import java.io.IOException;

/** The server has no such file, so that another attempt is of no use. */
public final class NotFoundException extends IOException {
  private static final long serialVersionUID = 1L;

  public NotFoundException(String message, Throwable cause) {
    super(message, cause);
  }
}
