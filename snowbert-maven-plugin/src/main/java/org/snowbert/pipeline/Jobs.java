package org.snowbert.pipeline;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.AtomicFiles;
import org.snowbert.JsonFiles;
import org.snowbert.training.Job;
import org.snowbert.training.Worker;

/** The jobs that other JVMs do: requests out, answers in, as JSON. */
final class Jobs {
  private static final Gson GSON = new Gson();

  private final Workspace workspace;
  private final JobRunner runner;

  Jobs(Workspace workspace, JobRunner runner) {
    this.workspace = workspace;
    this.runner = runner;
  }

  void run(Job job, Object request) throws IOException {
    runner.run(job, write(job, request));
  }

  JobRunner.Conversation converse(Job job, Object request) throws IOException {
    return runner.converse(job, write(job, request));
  }

  private Path write(Job job, Object request) throws IOException {
    Path file = workspace.request(job);
    Files.createDirectories(file.getParent());
    AtomicFiles.write(file, GSON.toJson(request));
    return file;
  }

  /** Runs a job that leaves a report beside its request. */
  <R> R run(Job job, Object request, Class<R> report) throws IOException {
    run(job, request);
    return read(Path.of(workspace.request(job) + Worker.REPORT_SUFFIX), report);
  }

  /** Reads what a job wrote. */
  <R> R read(Path file, Class<R> type) throws IOException {
    return JsonFiles.read(file, json -> GSON.fromJson(json, type));
  }
}
