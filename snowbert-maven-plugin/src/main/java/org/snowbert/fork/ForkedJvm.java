package org.snowbert.fork;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.RequestFile;
import org.snowbert.worker.Worker;

/**
 * Runs each job in a JVM of its own, because a native library loads once per JVM, and because a
 * crash must not end Maven too.
 *
 * @param java the {@code java} of the JDK to use
 * @param jvmArguments the arguments that the user gave; they follow those of the plugin
 * @param environment the variables that are set beside those of Maven that a fork needs
 * @param spark what a training on a cluster needs; null for a training on this machine
 * @param timeout the time for a job; null to wait for ever
 * @param watchdog the time for which a training may be silent; zero for no limit, null for a time
 *     that suits its pace
 */
public record ForkedJvm(
    Path java,
    ClassPath classPath,
    List<String> jvmArguments,
    Map<String, String> environment,
    @Nullable SparkDriver spark,
    @Nullable Duration timeout,
    @Nullable Duration watchdog,
    Layout layout,
    MetricsFollower metrics)
    implements JobRunner {
  /** Finds the jars of a job. They may have to be downloaded when the job runs. */
  @FunctionalInterface
  public interface ClassPath {
    List<Path> of(Job job) throws IOException;
  }

  private static final Duration POLL_INTERVAL = Duration.ofMillis(200);

  /** The time in which a job can save its work before it is killed. A job takes less. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  @Override
  public void run(Job job, RequestFile request) throws IOException {
    Path log = layout.log(job);
    Process process =
        prepare(job, request).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Thread hook = endWithMaven(process);
    try {
      int status = await(process, job);
      if (status != 0) {
        throw failure(job, request, process);
      }
    } finally {
      if (job == Job.TRAIN) {
        metrics.close();
      }
      end(process);
      removeHook(hook);
      deleteTemporaryFiles();
    }
  }

  /** Deletes what a job left behind. Executors of a cluster on this machine may outlive it. */
  private void deleteTemporaryFiles() {
    try {
      Folders.delete(layout.temporary());
    } catch (IOException e) {
      // The next job deletes them.
    }
  }

  @Override
  public Conversation converse(Job job, RequestFile request) throws IOException {
    Process process = prepare(job, request).redirectError(layout.log(job).toFile()).start();
    Thread hook = endWithMaven(process);
    return new ForkedConversation(
        process,
        timeout,
        ended -> failure(job, request, ended),
        () -> {
          end(process);
          removeHook(hook);
        });
  }

  private Thread endWithMaven(Process process) {
    Thread hook =
        new Thread(
            () -> {
              metrics.close(); // the live line must not stay on the terminal
              end(process);
            },
            "end-fork");
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /**
   * Asks the job to end, and kills the process if it does not end in time. It returns when the
   * process has ended, because only then can its files be deleted.
   */
  private static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The process has ended.
    }
    process.onExit().completeOnTimeout(process, GRACE.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }

  private ProcessBuilder prepare(Job job, RequestFile request) throws IOException {
    Files.deleteIfExists(request.failure());
    Files.deleteIfExists(layout.train().start());
    Files.createDirectories(layout.logs());
    Folders.delete(layout.temporary()); // a job that was killed may have left it
    Files.createDirectories(layout.temporary());
    ArgumentFile.write(request.arguments(), arguments(job, request));
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "@" + request.arguments());
    builder.environment().keySet().removeIf(name -> !ForkEnvironment.needs(name));
    builder.environment().putAll(environment);
    if (spark != null && job == Job.TRAIN) {
      builder.environment().putAll(spark.environment(layout.temporary().resolve("spark")));
    }
    return builder;
  }

  private List<String> arguments(Job job, RequestFile request) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dai.djl.offline=true");
    arguments.add("-Dfile.encoding=UTF-8");
    arguments.add("-Djava.io.tmpdir=" + layout.temporary());
    arguments.add("-Djna.tmpdir=" + layout.temporary()); // the default is in the user's home folder
    arguments.add("--enable-native-access=ALL-UNNAMED"); // Java 24 and later warn without it
    if (JavaRelease.warnsOfUnsafe(java)) {
      arguments.add("--sun-misc-unsafe-memory-access=allow");
    }
    arguments.addAll(CrashReport.arguments(layout.logs()));
    if (spark != null && job == Job.TRAIN) {
      arguments.addAll(spark.arguments());
    }
    arguments.addAll(jvmArguments);
    arguments.add("-cp");
    arguments.add(
        classPath.of(job).stream()
            .map(Path::toString)
            .collect(Collectors.joining(File.pathSeparator)));
    arguments.add(Worker.class.getName());
    arguments.add(job.name());
    arguments.add(request.path().toString());
    arguments.add(Long.toString(ProcessHandle.current().pid()));
    return arguments;
  }

  private int await(Process process, Job job) throws IOException {
    long start = System.nanoTime();
    Watchdog watch = new Watchdog(watchdog, System::nanoTime);
    try {
      while (!process.waitFor(POLL_INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
          end(process);
          throw new IOException(
              "%s took longer than the %d seconds of snowbert.timeout%s: raise it%s"
                  .formatted(
                      job,
                      timeout.toSeconds(),
                      FailureDiagnosis.after(lastStep(job)),
                      job == Job.TRAIN
                          ? " (the next build goes on from the last checkpoint)"
                          : ""));
        }
        if (job == Job.TRAIN) {
          metrics.poll();
          if (watch.hangs(metrics.signOfLife())) {
            process.destroyForcibly();
            throw new IOException(
                "train gave no sign of life for %d seconds%s and was ended: build again to go on from its last checkpoint, with a higher snowbert.watchdog if it was only slow, the log is %s"
                    .formatted(
                        watch.silence().toSeconds(),
                        FailureDiagnosis.after(lastStep(job)),
                        layout.log(job)));
          }
        }
      }
      if (job == Job.TRAIN) {
        metrics.finish();
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException(job + " was interrupted").initCause(e);
    }
  }

  private IOException failure(Job job, RequestFile request, Process process) throws IOException {
    return new FailureDiagnosis(layout, job, request, jvmArguments, lastStep(job)).explain(process);
  }

  /** The last step that Maven saw of a training; 0 before the first step and in other jobs. */
  private int lastStep(Job job) {
    return job == Job.TRAIN ? metrics.lastStep() : 0;
  }

  private static void removeHook(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Maven is shutting down: the hook runs.
    }
  }
}
