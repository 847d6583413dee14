package org.snowbert.jobs;

import java.io.Closeable;
import java.io.IOException;

/** Does a job in a JVM of its own. */
@FunctionalInterface
public interface JobRunner {
  /**
   * Runs the job and waits for its end.
   *
   * @throws org.snowbert.InvalidInputException if the job found a user's mistake
   * @throws IOException if the job failed, crashed, was interrupted or took too long
   */
  void run(Job job, RequestFile request) throws IOException;

  /**
   * Starts a job that replies to lines; not every runner can.
   *
   * @throws IOException if the job cannot be started
   */
  default Conversation converse(Job job, RequestFile request) throws IOException {
    throw new UnsupportedOperationException("this runner does jobs to their end: " + job);
  }

  /** A job that waits for lines; closing it ends the job. */
  interface Conversation extends Closeable {
    /**
     * The job's reply to a line.
     *
     * @throws org.snowbert.InvalidInputException if the job found a user's mistake, and ended
     * @throws IOException if the job failed, crashed, was interrupted or took too long
     */
    String ask(String line) throws IOException;
  }
}
