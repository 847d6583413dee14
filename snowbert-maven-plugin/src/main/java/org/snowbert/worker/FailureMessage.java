package org.snowbert.worker;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.FullDiskException;
import org.snowbert.settings.TrainSettings;

/** Says in one sentence why a job failed. */
public final class FailureMessage {
  /** The words of libtorch when it gets no memory, on the CPU of each platform and on CUDA. */
  private static final List<String> NO_MEMORY =
      List.of(
          "can't allocate memory",
          "not enough memory",
          "out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "bad_alloc");

  /** What systems say of a library in a file system that is mounted without execution. */
  private static final List<String> NO_EXECUTION =
      List.of(
          "failed to map segment from shared object", "cannot apply additional memory protection");

  private FailureMessage() {}

  /**
   * The sentence to show. It describes the first known cause, because a failure to load a class or
   * the program comes wrapped in other exceptions.
   *
   * @param training the settings of the training; null in other jobs
   */
  public static String sentence(Throwable failure, @Nullable TrainSettings training) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof OutOfMemoryError) {
        return "the JVM ran out of memory (%s, of at most %d MB): give it more with -Xmx in snowbert.jvmArguments, or %s"
            .formatted(message, Runtime.getRuntime().maxMemory() >> 20, lessMemory(training));
      }
      if (cause instanceof EngineException && NO_MEMORY.stream().anyMatch(message::contains)) {
        return "memory ran out: " + lessMemory(training);
      }
      if (cause instanceof UnsatisfiedLinkError) {
        return unloadable(
            message, System.getenv("PYTORCH_LIBRARY_PATH"), System.getenv("DJL_CACHE_DIR"));
      }
    }
    return otherwise(failure);
  }

  private static String lessMemory(@Nullable TrainSettings training) {
    return training == null ? "free some" : training.lessMemory();
  }

  /**
   * Why a native library cannot be loaded, and what to do.
   *
   * @param libtorch the folder of the user's libtorch; null where Maven brought it
   * @param natives the folder into which libraries are unpacked; null if it is not known
   */
  static String unloadable(String message, @Nullable String libtorch, @Nullable String natives) {
    if (NO_EXECUTION.stream().anyMatch(message::contains)) {
      return "a native library cannot be loaded, because its file system does not allow to execute files (%s): set snowbert.cache, now above %s, to a folder of a file system without the mount option noexec"
          .formatted(message, natives);
    }
    return libtorch == null
        ? "a native library of the engine cannot be loaded on this machine (%s): install what it misses, or name another libtorch with snowbert.libtorch"
            .formatted(message)
        : "the libtorch in %s (snowbert.libtorch) cannot be loaded (%s): take one for this platform, of the version that it says it is"
            .formatted(libtorch, message);
  }

  private static String otherwise(Throwable failure) {
    String message = failure.getMessage();
    if (message != null && failure instanceof EngineException) {
      return lastLine(message);
    }
    if (failure instanceof IOException e && FullDiskException.orSame(e) != e) {
      return String.valueOf(FullDiskException.orSame(e).getMessage());
    }
    boolean sentence = failure instanceof IOException || failure instanceof IllegalStateException;
    return message != null && sentence ? message : failure.toString();
  }

  /**
   * The last line of a message of libtorch, which is a stack trace: this line says what happened.
   */
  private static String lastLine(String message) {
    List<String> lines = message.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? message : lines.get(lines.size() - 1).strip();
  }
}
