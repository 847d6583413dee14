package org.snowbert.maven;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.pipeline.JobRunner;
import org.snowbert.pipeline.Workspace;
import org.snowbert.training.Failure;
import org.snowbert.training.Job;
import org.snowbert.training.TrainRequest;
import org.snowbert.training.Worker;

/**
 * Does jobs in a JVM each: a native library loads once per JVM, and a crash must not take Maven
 * along.
 *
 * @param java the {@code java} of the JDK to use
 * @param jvmArguments the user's, after the plugin's own
 * @param environment added to Maven's own
 * @param timeout null to wait for ever
 */
record ForkedJvm(
    Path java,
    ClassPath classPath,
    List<String> jvmArguments,
    Map<String, String> environment,
    @Nullable Duration timeout,
    Workspace workspace,
    MetricsFollower metrics,
    JobFailures failures)
    implements JobRunner {
  /** Where a job's classes are; asked for when the job runs, since it may have to be downloaded. */
  @FunctionalInterface
  interface ClassPath {
    List<Path> of(Job job) throws IOException;
  }

  private static final Duration POLL = Duration.ofMillis(200);

  @Override
  public void run(Job job, Path request) throws IOException {
    Path failure = Path.of(request + Worker.FAILURE_SUFFIX);
    Files.deleteIfExists(failure);
    Files.deleteIfExists(TrainRequest.metricsStart(workspace.metrics()));
    Path log = workspace.log(job);
    Files.createDirectories(log.getParent());
    Process process = start(job, request, log);
    Thread killer = new Thread(process::destroyForcibly, "kill-fork");
    Runtime.getRuntime().addShutdownHook(killer);
    try {
      int status = await(process, job);
      if (status != 0) {
        throw failed(job, status, failure, log);
      }
    } finally {
      process.destroyForcibly().onExit().join(); // its files are free
      forget(killer);
    }
  }

  private Process start(Job job, Path request, Path log) throws IOException {
    Path arguments = Path.of(request + ".args");
    ArgumentFile.write(arguments, arguments(job, request));
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "@" + arguments);
    builder.environment().putAll(environment);
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private List<String> arguments(Job job, Path request) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dai.djl.offline=true");
    arguments.add("-Dfile.encoding=UTF-8");
    arguments.add("--enable-native-access=ALL-UNNAMED"); // Java 24 and later warn without it
    arguments.addAll(jvmArguments);
    arguments.add("-cp");
    arguments.add(
        classPath.of(job).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    arguments.add(Worker.class.getName());
    arguments.add(job.name());
    arguments.add(request.toString());
    arguments.add(Long.toString(ProcessHandle.current().pid()));
    return arguments;
  }

  private int await(Process process, Job job) throws IOException {
    Instant deadline = timeout == null ? Instant.MAX : Instant.now().plus(timeout);
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (job == Job.TRAIN) {
          metrics.poll();
        }
        if (Instant.now().isAfter(deadline)) {
          throw new IOException(
              "%s took longer than the %d seconds of snowbert.timeout%s: raise it; training goes on from its last checkpoint"
                  .formatted(goal(job), timeout == null ? 0 : timeout.toSeconds(), lastStep(job)));
        }
      }
      if (job == Job.TRAIN) {
        metrics.finish();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(goal(job) + " was interrupted").initCause(e);
    }
  }

  private IOException failed(Job job, int status, Path failure, Path log) throws IOException {
    String place = goal(job) + lastStep(job);
    return Files.exists(failure)
        ? failures.told(
            job, place, new Gson().fromJson(Files.readString(failure), Failure.class), log)
        : failures.crashed(job, place, status, log);
  }

  private String lastStep(Job job) {
    int step = job == Job.TRAIN ? metrics.lastStep() : 0;
    return step == 0 ? "" : " after step " + step;
  }

  private static String goal(Job job) {
    return job.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void forget(Thread killer) {
    try {
      Runtime.getRuntime().removeShutdownHook(killer);
    } catch (IllegalStateException e) {
      // Maven is shutting down: the hook runs.
    }
  }
}
