package org.snowbert.jobs;

import java.io.Closeable;
import java.io.IOException;

/** Runs jobs in a separate JVM. */
@FunctionalInterface
public interface JobRunner {
  /**
   * Runs the job and waits for its end.
   *
   * @throws org.snowbert.InvalidInputException if the job finds a mistake of the user
   * @throws IOException if the job fails, crashes, is interrupted or takes too long
   */
  void run(Job job, RequestFile request) throws IOException;

  /**
   * Starts a job that replies to lines. Not every runner can do this.
   *
   * @throws IOException if the job cannot be started
   */
  default Conversation converse(Job job, RequestFile request) throws IOException {
    throw new UnsupportedOperationException(
        "this runner cannot start a job that replies to lines: " + job);
  }

  /** A job that replies to lines. To close the conversation ends the job. */
  interface Conversation extends Closeable {
    /**
     * Sends a line to the job and waits for its reply.
     *
     * @throws org.snowbert.InvalidInputException if the job finds a mistake of the user and ends
     * @throws IOException if the job fails, crashes, is interrupted or takes too long
     */
    String ask(String line) throws IOException;
  }
}
