package org.snowbert.training;

import ai.djl.engine.EngineException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what ended a job. */
final class Failure {
  /** What libtorch says when it gets no memory, on the CPU of each platform and on CUDA. */
  private static final List<String> NO_MEMORY =
      List.of("can't allocate memory", "not enough memory", "out of memory");

  private Failure() {}

  /**
   * The sentence to show.
   *
   * @param training what was trained; null where nothing was
   */
  static String sentence(Throwable failure, @Nullable TrainingSettings training) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof OutOfMemoryError) {
      return "memory ended in the JVM (%s): give it more, such as -Xmx4g, in snowbert.jvmArguments"
          .formatted(message);
    }
    if (NO_MEMORY.stream().anyMatch(message::contains)) {
      return "memory ended: " + (training == null ? "free some" : training.lessMemory());
    }
    Throwable root = root(failure);
    if (root instanceof UnsatisfiedLinkError) {
      return unloadable(root, System.getenv("PYTORCH_LIBRARY_PATH"));
    }
    return failure instanceof EngineException ? lastLine(message) : message;
  }

  private static String unloadable(Throwable error, @Nullable String libtorch) {
    return libtorch == null
        ? "libtorch cannot be loaded on this machine (%s): install what it misses, or name another with snowbert.libtorch"
            .formatted(error.getMessage())
        : "the libtorch in %s (snowbert.libtorch) cannot be loaded (%s): take one of the versions and for the platform that the README names"
            .formatted(libtorch, error.getMessage());
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
      root = cause;
    }
    return root;
  }

  /** libtorch's messages are stack traces whose last line says what happened. */
  private static String lastLine(String message) {
    List<String> lines = message.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? message : lines.get(lines.size() - 1).strip();
  }
}
