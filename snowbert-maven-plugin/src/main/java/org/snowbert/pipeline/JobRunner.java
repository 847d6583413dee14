package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.training.Job;

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
}
