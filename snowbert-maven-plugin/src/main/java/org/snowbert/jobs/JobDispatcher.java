package org.snowbert.jobs;

import java.io.IOException;

/** Hands jobs to a runner: writes the request of a job and reads its report. */
public final class JobDispatcher {
  private final Layout layout;
  private final JobRunner runner;

  public JobDispatcher(Layout layout, JobRunner runner) {
    this.layout = layout;
    this.runner = runner;
  }

  /** Runs a job to its end. */
  public void run(Job job, Object request) throws IOException {
    runner.run(job, write(job, request));
  }

  /** Runs a job that writes a report beside its request, and reads the report. */
  public <R> R run(Job job, Object request, Class<R> report) throws IOException {
    run(job, request);
    return Wire.read(layout.request(job).report(), report);
  }

  /** Starts a job that replies to lines. */
  public JobRunner.Conversation converse(Job job, Object request) throws IOException {
    return runner.converse(job, write(job, request));
  }

  private RequestFile write(Job job, Object request) throws IOException {
    RequestFile file = layout.request(job);
    Wire.writePrivately(file.path(), request); // properties of Spark may be passwords
    return file;
  }
}
