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
 * Runs each job in a JVM of its own: a native library loads once per JVM, and a crash must not take
 * Maven along.
 *
 * @param java the {@code java} of the JDK to use
 * @param jvmArguments the user's arguments, which follow the plugin's own
 * @param environment variables beside those of Maven's that a fork needs
 * @param timeout null to wait for ever
 * @param watchdog how long a training may be silent, zero for ever; null for a time that suits its
 *     pace
 */
public record ForkedJvm(
    Path java,
    ClassPath classPath,
    List<String> jvmArguments,
    Map<String, String> environment,
    @Nullable Duration timeout,
    @Nullable Duration watchdog,
    Layout layout,
    MetricsFollower metrics)
    implements JobRunner {
  /** The jars of a job, which may have to be downloaded when the job runs. */
  @FunctionalInterface
  public interface ClassPath {
    List<Path> of(Job job) throws IOException;
  }

  private static final Duration POLL = Duration.ofMillis(200);

  /** The time in which a job can save its work before it is killed; a job takes less itself. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  @Override
  public void run(Job job, RequestFile request) throws IOException {
    Path log = layout.log(job);
    Process process =
        prepare(job, request).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Thread end = endWithMaven(process);
    try {
      int status = await(process, job);
      if (status != 0) {
        throw failed(job, request, process);
      }
    } finally {
      if (job == Job.TRAIN) {
        metrics.close();
      }
      end(process);
      forget(end);
      Folders.delete(layout.temporary());
    }
  }

  @Override
  public Conversation converse(Job job, RequestFile request) throws IOException {
    Process process = prepare(job, request).redirectError(layout.log(job).toFile()).start();
    Thread end = endWithMaven(process);
    return new ForkedConversation(
        process,
        timeout,
        ended -> failed(job, request, ended),
        () -> {
          end(process);
          forget(end);
        });
  }

  private Thread endWithMaven(Process process) {
    Thread end =
        new Thread(
            () -> {
              metrics.close(); // the live line must not stay on the terminal
              end(process);
            },
            "end-fork");
    Runtime.getRuntime().addShutdownHook(end);
    return end;
  }

  /** Asks the job to end, kills it if it does not end, and waits until its files are free. */
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
    Folders.delete(layout.temporary()); // a job that was killed left it
    Files.createDirectories(layout.temporary());
    ArgumentFile.write(request.arguments(), arguments(job, request));
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "@" + request.arguments());
    builder.environment().keySet().removeIf(name -> !ForkEnvironment.needs(name));
    builder.environment().putAll(environment);
    return builder;
  }

  private List<String> arguments(Job job, RequestFile request) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dai.djl.offline=true");
    arguments.add("-Dfile.encoding=UTF-8");
    arguments.add("-Djava.io.tmpdir=" + layout.temporary());
    arguments.add("-Djna.tmpdir=" + layout.temporary()); // else in the user's own folder
    arguments.add("--enable-native-access=ALL-UNNAMED"); // Java 24 and later warn without it
    arguments.addAll(CrashReport.arguments(layout.logs()));
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
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
          end(process);
          throw new IOException(
              "%s took longer than the %d seconds of snowbert.timeout%s: raise it; the next build goes on from there"
                  .formatted(job, timeout.toSeconds(), FailureDiagnosis.after(lastStep(job))));
        }
        if (job == Job.TRAIN) {
          metrics.poll();
          if (watch.hangs(metrics.sign())) {
            process.destroyForcibly();
            throw new IOException(
                "train hangs: it gave no sign of life for %d seconds%s, and was ended; build again to go on from its last checkpoint, with a higher snowbert.watchdog if it was only slow; its log is %s"
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

  private IOException failed(Job job, RequestFile request, Process process) throws IOException {
    return new FailureDiagnosis(layout, job, request, jvmArguments, lastStep(job)).of(process);
  }

  /** The training's last step that was seen; 0 before the first, and in other jobs. */
  private int lastStep(Job job) {
    return job == Job.TRAIN ? metrics.lastStep() : 0;
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // Maven is shutting down: the hook runs.
    }
  }
}
