package org.snowbert.fork;

import com.google.gson.Gson;
import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.worker.Worker;

/**
 * Does jobs in a JVM each: a native library loads once per JVM, and a crash must not take Maven
 * along.
 *
 * @param java the {@code java} of the JDK to use
 * @param jvmArguments the user's, after the plugin's own
 * @param environment added to what is taken over of Maven's own
 * @param timeout null to wait for ever
 * @param watchdog the silence of a training to bear, zero for any; null for what suits its pace
 */
public record ForkedJvm(
    Path java,
    ClassPath classPath,
    List<String> jvmArguments,
    Map<String, String> environment,
    @Nullable Duration timeout,
    @Nullable Duration watchdog,
    Layout workspace,
    MetricsFollower metrics)
    implements JobRunner {
  /** Where a job's classes are; asked for when the job runs, since it may have to be downloaded. */
  @FunctionalInterface
  public interface ClassPath {
    List<Path> of(Job job) throws IOException;
  }

  private static final Duration POLL = Duration.ofMillis(200);

  /** What a job has to save its work in before it is killed: more than it takes itself. */
  private static final Duration GRACE = Duration.ofSeconds(9);

  @Override
  public void run(Job job, Path request) throws IOException {
    Path log = workspace.log(job);
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
      Folders.delete(workspace.temporary());
    }
  }

  @Override
  public Conversation converse(Job job, Path request) throws IOException {
    Process process = prepare(job, request).redirectError(workspace.log(job).toFile()).start();
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
              metrics.close(); // what it draws does not stay
              end(process);
            },
            "end-fork");
    Runtime.getRuntime().addShutdownHook(end);
    return end;
  }

  /** Asks the job to end, kills it if it does not, and waits until its files are free. */
  private static void end(Process process) {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // It has ended.
    }
    process.onExit().completeOnTimeout(process, GRACE.toSeconds(), TimeUnit.SECONDS).join();
    process.destroyForcibly().onExit().join();
  }

  private ProcessBuilder prepare(Job job, Path request) throws IOException {
    Files.deleteIfExists(failure(request));
    Files.deleteIfExists(TrainingStart.file(workspace.metrics()));
    Files.createDirectories(workspace.logs());
    Folders.delete(workspace.temporary()); // one that was killed left it
    Files.createDirectories(workspace.temporary());
    Path arguments = Path.of(request + ".args");
    ArgumentFile.write(arguments, arguments(job, request));
    ProcessBuilder builder = new ProcessBuilder(java.toString(), "@" + arguments);
    builder.environment().keySet().removeIf(name -> !ForkEnvironment.needs(name));
    builder.environment().putAll(environment);
    return builder;
  }

  private static Path failure(Path request) {
    return Path.of(request + Worker.FAILURE_SUFFIX);
  }

  private List<String> arguments(Job job, Path request) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add("-Dai.djl.offline=true");
    arguments.add("-Dfile.encoding=UTF-8");
    arguments.add("-Djava.io.tmpdir=" + workspace.temporary());
    arguments.add("-Djna.tmpdir=" + workspace.temporary()); // else in the user's own folder
    arguments.add("--enable-native-access=ALL-UNNAMED"); // Java 24 and later warn without it
    arguments.addAll(CrashReport.arguments(workspace.logs()));
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
    long start = System.nanoTime();
    Watchdog watch = new Watchdog(watchdog, System::nanoTime);
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        if (timeout != null && System.nanoTime() - start > timeout.toNanos()) {
          end(process);
          throw new IOException(
              "%s took longer than the %d seconds of snowbert.timeout%s: raise it; the next build goes on from there"
                  .formatted(goal(job), timeout.toSeconds(), lastStep(job)));
        }
        if (job == Job.TRAIN) {
          metrics.poll();
          if (watch.hangs(metrics.sign())) {
            process.destroyForcibly();
            throw new IOException(
                "train hangs: it gave no sign of life for %d seconds%s, and was ended; build again to go on from its last checkpoint, with a higher snowbert.watchdog if it was only slow; its log is %s"
                    .formatted(watch.silence().toSeconds(), lastStep(job), workspace.log(job)));
          }
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

  private IOException failed(Job job, Path request, Process process) throws IOException {
    Path failure = failure(request);
    Path log = workspace.log(job);
    int status = process.exitValue();
    if (Files.exists(failure) && Files.size(failure) > 0) {
      String sentence = Files.readString(failure);
      if (status == Worker.INVALID_INPUT) {
        throw new InvalidInputException(sentence);
      }
      return new IOException("%s: %s: the log is %s".formatted(goal(job), sentence, log));
    }
    if (status == Worker.FAILURE && FullDiskException.isFull(failure)) { // for a sentence too
      return FullDiskException.orSame(new IOException("no space left"), failure, 0);
    }
    Path report = CrashReport.of(workspace.logs(), process.pid());
    if (report != null) {
      return new IOException(
          "%s: the forked JVM crashed%s (%s): build again%s; the crash's report is %s, its log %s"
              .formatted(
                  goal(job),
                  lastStep(job),
                  CrashReport.what(report),
                  job == Job.TRAIN ? " to go on from its last checkpoint" : "",
                  report,
                  log));
    }
    if (status == ExitStatus.NOT_STARTED && !jvmArguments.isEmpty()) {
      throw new InvalidInputException(
          "snowbert.jvmArguments is %s, with which no JVM starts: %s"
              .formatted(String.join(" ", jvmArguments), words(log)));
    }
    if (status == Worker.STOPPED) {
      return new IOException(
          "%s was stopped%s: build again%s"
              .formatted(goal(job), lastStep(job), job == Job.TRAIN ? " to go on from there" : ""));
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
    int step = job == Job.TRAIN ? metrics.lastStep() : 0;
    return step == 0 ? "" : " after step " + step;
  }

  private static String goal(Job job) {
    return job.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void forget(Thread end) {
    try {
      Runtime.getRuntime().removeShutdownHook(end);
    } catch (IllegalStateException e) {
      // Maven is shutting down: the hook runs.
    }
  }
}
