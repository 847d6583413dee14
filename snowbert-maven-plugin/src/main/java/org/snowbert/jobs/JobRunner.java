package org.snowbert.jobs;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;

/** Does a job in a JVM of its own. */
@FunctionalInterface
public interface JobRunner {
  /**
   * Runs the job and waits for its end.
   *
   * @param request the job's request as JSON, absolute
   * @throws InvalidInputException when the job found a user's mistake
   * @throws IOException when the job failed, crashed, was interrupted or took too long
   */
  void run(Job job, Path request) throws IOException;

  /**
   * Starts a job that replies to lines; not every runner can.
   *
   * @param request the job's request as JSON, absolute
   * @throws IOException when it cannot be started
   */
  default Conversation converse(Job job, Path request) throws IOException {
    throw new UnsupportedOperationException("it does jobs to their end: " + job);
  }

  /** A job that waits for lines; closing it ends the job. */
  interface Conversation extends Closeable {
    /**
     * Its reply to a line.
     *
     * @throws InvalidInputException when the job found a user's mistake, and ended
     * @throws IOException when it failed, crashed, was interrupted or took too long
     */
    String ask(String line) throws IOException;
  }
}
