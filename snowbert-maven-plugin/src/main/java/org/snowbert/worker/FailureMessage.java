package org.snowbert.worker;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.FullDiskException;
import org.snowbert.internal.NoMemory;
import org.snowbert.internal.NoexecFolder;
import org.snowbert.settings.TrainSettings;

/** Says in one sentence why a job failed. */
public final class FailureMessage {
  private FailureMessage() {}

  /**
   * The sentence to show. It describes the first known cause, because a failure to load a class or
   * the program comes wrapped in other exceptions.
   *
   * @param training the settings of the training; null in other jobs
   */
  public static String sentence(Throwable failure, @Nullable TrainSettings training) {
    Path noexec = NoexecFolder.of(failure);
    if (noexec != null) {
      return notExecuted(noexec, System.getenv("PYTORCH_LIBRARY_PATH"));
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof OutOfMemoryError) {
        return "the JVM ran out of memory (%s, of at most %d MB): give it more with -Xmx in snowbert.jvmArguments, or %s"
            .formatted(message, Runtime.getRuntime().maxMemory() >> 20, lessMemory(training));
      }
      if (cause instanceof EngineException && NoMemory.isSaidBy(message)) {
        return "memory ran out: " + lessMemory(training);
      }
      if (cause instanceof UnsatisfiedLinkError) {
        return unloadable(cause, System.getenv("PYTORCH_LIBRARY_PATH"));
      }
    }
    return otherwise(failure);
  }

  private static String lessMemory(@Nullable TrainSettings training) {
    return training == null ? "free some" : training.lessMemory();
  }

  private static String notExecuted(Path folder, @Nullable String libtorch) {
    return "the engine's libraries are in %s, on a file system that executes no file (noexec): %s"
        .formatted(
            folder,
            folder.toString().equals(libtorch)
                ? "move the libtorch (snowbert.libtorch) to another one"
                : "set snowbert.cache to a folder on another one");
  }

  private static String unloadable(Throwable error, @Nullable String libtorch) {
    return libtorch == null
        ? "a native library of the engine cannot be loaded on this machine (%s): install what it misses, or name another libtorch with snowbert.libtorch"
            .formatted(error.getMessage())
        : "the libtorch in %s (snowbert.libtorch) cannot be loaded (%s): take one for this platform, of the version that it says it is"
            .formatted(libtorch, error.getMessage());
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
