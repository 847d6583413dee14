package org.snowbert.maven;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
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
import org.snowbert.InvalidInputException;
import org.snowbert.pipeline.JobRunner;
import org.snowbert.pipeline.Workspace;
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
    MetricsFollower metrics)
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
        throw failed(job, request, status, failure, log);
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

  private IOException failed(Job job, Path request, int status, Path failure, Path log)
      throws IOException {
    if (!Files.exists(failure)) {
      if (status == ExitStatus.NOT_STARTED && !jvmArguments.isEmpty()) {
        throw new InvalidInputException(
            "snowbert.jvmArguments is %s, with which no JVM starts: %s"
                .formatted(String.join(" ", jvmArguments), words(log)));
      }
      return new IOException(
          "%s: the forked JVM %s%s: %sits log is %s"
              .formatted(
                  goal(job),
                  ExitStatus.describe(status),
                  lastStep(job),
                  status == ExitStatus.KILLED ? advice(job, request) : "",
                  log));
    }
    String sentence = Files.readString(failure);
    if (status == Worker.INVALID_INPUT) {
      throw new InvalidInputException(sentence);
    }
    return new IOException("%s: %s: the log is %s".formatted(goal(job), sentence, log));
  }

  /** What {@code java} says when it does not start, less what it says each time. */
  private static String words(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("Picked up "))
        .filter(line -> !line.startsWith("Error: Could not create the Java Virtual Machine"))
        .filter(line -> !line.startsWith("Error: A fatal exception has occurred"))
        .collect(Collectors.joining(" "));
  }

  private static String advice(Job job, Path request) throws IOException {
    if (job != Job.TRAIN) {
      return "";
    }
    TrainRequest train = new Gson().fromJson(Files.readString(request), TrainRequest.class);
    return train.settings().lessMemory() + "; ";
  }

  private String lastStep(Job job) {
    return job == Job.TRAIN ? " after step " + metrics.lastStep() : "";
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
