package org.snowbert.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.RequestFile;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.WorkerStatus;

/**
 * Says in one sentence why a forked JVM failed, and what to do.
 *
 * @param jvmArguments the arguments that the user gave
 * @param lastStep the last step that Maven saw of a training; 0 before the first step and in other
 *     jobs
 */
record FailureDiagnosis(
    Layout layout, Job job, RequestFile request, List<String> jvmArguments, int lastStep) {
  /**
   * The exception to throw for a process that ended.
   *
   * @throws InvalidInputException if the job found a mistake of the user, or if no JVM starts with
   *     the user's arguments
   */
  IOException explain(Process process) throws IOException {
    Path failure = request.failure();
    Path log = layout.log(job);
    int status = process.exitValue();
    if (Files.exists(failure) && Files.size(failure) > 0) {
      String sentence = Files.readString(failure);
      if (status == WorkerStatus.INVALID_INPUT.code()) {
        throw new InvalidInputException(sentence);
      }
      return new IOException("%s: %s: the log is %s".formatted(job, sentence, log));
    }
    if (status == WorkerStatus.FAILURE.code() && FullDiskException.isFull(failure)) {
      return FullDiskException.orSame(new IOException("no space left"), failure, 0);
    }
    Path report = CrashReport.find(layout.logs(), process.pid());
    if (report != null) {
      return new IOException(
          "%s: the forked JVM crashed%s (%s): build again%s, the crash report is %s, the log is %s"
              .formatted(
                  job,
                  after(lastStep),
                  CrashReport.cause(report),
                  job == Job.TRAIN ? " to go on from its last checkpoint" : "",
                  report,
                  log));
    }
    if (status == ExitStatus.NOT_STARTED && JavaRelease.isTooOld(complaint(log))) {
      throw new InvalidInputException(JavaRelease.tooOld("the JDK", "older"));
    }
    if (status == ExitStatus.NOT_STARTED && !jvmArguments.isEmpty()) {
      throw new InvalidInputException(
          "snowbert.jvmArguments is %s, with which no JVM starts: %s"
              .formatted(String.join(" ", jvmArguments), complaint(log)));
    }
    if (status == WorkerStatus.STOPPED.code()) {
      return new IOException(
          "%s was stopped%s: build again%s"
              .formatted(job, after(lastStep), job == Job.TRAIN ? " to go on from there" : ""));
    }
    return new IOException(
        "%s: the forked JVM %s%s: %sthe log is %s"
            .formatted(
                job,
                ExitStatus.describe(status),
                after(lastStep),
                status == ExitStatus.KILLED ? advice() : "",
                log));
  }

  /**
   * The reason that {@code java} gives for not starting, without the lines that it always prints.
   */
  private static String complaint(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("Picked up "))
        .filter(line -> !line.startsWith("Error: Could not create the Java Virtual Machine"))
        .filter(line -> !line.startsWith("Error: A fatal exception has occurred"))
        .collect(Collectors.joining(" "));
  }

  /** Says how to train with less memory; empty in other jobs. */
  private String advice() throws IOException {
    return job == Job.TRAIN
        ? Wire.read(request.path(), TrainRequest.class).settings().lessMemory() + ", "
        : "";
  }

  /** Gives a text such as {@code after step 12}; empty before the first step. */
  static String after(int step) {
    return step == 0 ? "" : " after step " + step;
  }
}
