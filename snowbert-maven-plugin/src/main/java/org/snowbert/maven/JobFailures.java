package org.snowbert.maven;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.snowbert.InvalidInputException;
import org.snowbert.training.Failure;
import org.snowbert.training.Job;
import org.snowbert.training.TrainingSettings;

/**
 * Says in one sentence why a job's JVM failed, and which parameter to change.
 *
 * @param jvmArguments the user's
 */
record JobFailures(Engine engine, List<String> jvmArguments, TrainingSettings training) {
  private static final int NOT_STARTED = 1;
  private static final int KILLED = 128 + 9;

  /**
   * Of a job that told its failure.
   *
   * @param place the job and how far it came
   * @throws InvalidInputException for a mistake of the user's
   */
  IOException told(Job job, String place, Failure failure, Path log) {
    String words = failure.words();
    return switch (failure.kind()) {
      case INVALID_INPUT -> throw new InvalidInputException(words);
      case OUT_OF_MEMORY ->
          failed(place, "memory ended (%s): %s".formatted(words, lessMemory(job)), log);
      case OUT_OF_HEAP ->
          failed(
              place,
              "the JVM's memory ended (%s): give it more with -Xmx in snowbert.jvmArguments, or %s"
                  .formatted(words, lessMemory(job)),
              log);
      case NOT_LOADED -> notLoaded(place, words, log);
      case OTHER -> failed(place, words, log);
    };
  }

  /**
   * Of a job whose JVM ended without a word of its failure.
   *
   * @throws InvalidInputException for a mistake of the user's
   */
  IOException crashed(Job job, String place, int status, Path log) throws IOException {
    if (status == NOT_STARTED && !jvmArguments.isEmpty()) {
      throw new InvalidInputException(
          "%s: java does not start with %s (snowbert.jvmArguments): %s: correct them"
              .formatted(place, String.join(" ", jvmArguments), lastWords(log)));
    }
    String ended = "the forked JVM " + ExitStatus.describe(status);
    return failed(place, status == KILLED ? ended + ": " + lessMemory(job) : ended, log);
  }

  private IOException notLoaded(String place, String words, Path log) {
    if (engine.libraries() != null) {
      throw new InvalidInputException(
          "%s: the libtorch in %s (snowbert.libtorch) cannot be loaded as %s: %s: name one of %s for this system, or none"
              .formatted(place, engine.libraries(), engine, words, Libtorch.VERSIONS));
    }
    return failed(
        place,
        "a native library of the engine (%s) cannot be loaded: %s: build on a newer system"
            .formatted(engine, words),
        log);
  }

  /** What a user can do where memory ends; other jobs than training have no batch to choose. */
  private String lessMemory(Job job) {
    if (job != Job.TRAIN) {
      return "free memory, or take a machine with more";
    }
    Integer tokens = training.batchTokens();
    int size = tokens == null ? training.batchSize() : tokens;
    if (size == 1) {
      return "take a smaller snowbert.model or a shorter snowbert.maxLength";
    }
    return "set snowbert.%s to %d (now %d) and, for steps as large, snowbert.gradientAccumulation to %d (now %d)"
        .formatted(
            tokens == null ? "batchSize" : "batchTokens",
            size / 2,
            size,
            2 * training.gradientAccumulation(),
            training.gradientAccumulation());
  }

  private static IOException failed(String place, String what, Path log) {
    return new IOException("%s: %s: the log is %s".formatted(place, what, log));
  }

  /** What {@code java} says of itself, less what it says each time. */
  private static String lastWords(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("Picked up ") && !line.isBlank())
        .filter(line -> !line.startsWith("Error: Could not create the Java Virtual Machine"))
        .filter(line -> !line.startsWith("Error: A fatal exception has occurred"))
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
