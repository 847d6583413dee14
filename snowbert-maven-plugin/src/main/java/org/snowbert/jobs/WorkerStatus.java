package org.snowbert.jobs;

/** The exit status of the forked JVM, where the JVM itself ended in good order. */
public enum WorkerStatus {
  DONE(0),
  /** The user made a mistake; the sentence is in {@link RequestFile#failure()}. */
  INVALID_INPUT(2),
  /**
   * Something else failed; the sentence is in {@link RequestFile#failure()}. Not 1, the status of a
   * JVM that does not start.
   */
  FAILURE(3),
  /** The job was asked to end before it was done. */
  STOPPED(4);

  private final int code;

  WorkerStatus(int code) {
    this.code = code;
  }

  public int code() {
    return code;
  }
}
