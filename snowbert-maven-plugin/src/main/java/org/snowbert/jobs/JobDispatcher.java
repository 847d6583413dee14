package org.snowbert.jobs;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.JsonFiles;
import org.snowbert.worker.Worker;

/** The jobs that other JVMs do: requests out, answers in, as JSON. */
public final class JobDispatcher {
  private static final Gson GSON = new Gson();

  private final Layout workspace;
  private final JobRunner runner;

  public JobDispatcher(Layout workspace, JobRunner runner) {
    this.workspace = workspace;
    this.runner = runner;
  }

  public void run(Job job, Object request) throws IOException {
    runner.run(job, write(job, request));
  }

  public JobRunner.Conversation converse(Job job, Object request) throws IOException {
    return runner.converse(job, write(job, request));
  }

  private Path write(Job job, Object request) throws IOException {
    Path file = workspace.request(job);
    Files.createDirectories(file.getParent());
    AtomicFiles.write(file, GSON.toJson(request));
    return file;
  }

  /** Runs a job that leaves a report beside its request. */
  public <R> R run(Job job, Object request, Class<R> report) throws IOException {
    run(job, request);
    return read(Path.of(workspace.request(job) + Worker.REPORT_SUFFIX), report);
  }

  /** Reads what a job wrote. */
  public <R> R read(Path file, Class<R> type) throws IOException {
    return JsonFiles.read(file, json -> GSON.fromJson(json, type));
  }
}
