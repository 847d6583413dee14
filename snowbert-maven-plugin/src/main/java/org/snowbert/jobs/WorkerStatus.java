package org.snowbert.jobs;

/** The exit status of a forked JVM that ended in an orderly way. */
public enum WorkerStatus {
  DONE(0),
  /** The user made a mistake, which a sentence in {@link RequestFile#failure()} describes. */
  INVALID_INPUT(2),
  /**
   * Something else failed, which a sentence in {@link RequestFile#failure()} describes. The status
   * is not 1, because a JVM that does not start has the status 1.
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
