package org.snowbert.training;

import ai.djl.engine.EngineException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snowbert.InvalidInputException;

/**
 * Why a job failed, as its JVM tells it to Maven's.
 *
 * @param words what happened, in a line
 */
public record Failure(Kind kind, String words) {
  /** What a user can do differs between them. */
  public enum Kind {
    /** A mistake of the user's; the words are the whole sentence. */
    INVALID_INPUT,
    /** The engine could not allocate memory, the machine's or the GPU's. */
    OUT_OF_MEMORY,
    /** The JVM could not allocate memory of its own. */
    OUT_OF_HEAP,
    /** A native library does not fit the system, or another library. */
    NOT_LOADED,
    /** Anything else. */
    OTHER
  }

  /** As libtorch says it of the CPU on Linux, on Windows, of CUDA and of cuBLAS, and C++ itself. */
  private static final Pattern NO_MEMORY =
      Pattern.compile(
          "can't allocate memory|not enough memory|out of memory|CUBLAS_STATUS_ALLOC_FAILED|bad_alloc");

  /** Looks for the cause: classes that load a library wrap what its loading threw. */
  static Failure of(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Optional<Failure> known = known(cause);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return new Failure(Kind.OTHER, words(thrown));
  }

  private static Optional<Failure> known(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    if (cause instanceof InvalidInputException) {
      return Optional.of(new Failure(Kind.INVALID_INPUT, message));
    }
    if (cause instanceof OutOfMemoryError) {
      long megabytes = Runtime.getRuntime().maxMemory() >> 20;
      return Optional.of(
          new Failure(Kind.OUT_OF_HEAP, "%s, of at most %d MB".formatted(message, megabytes)));
    }
    if (cause instanceof UnsatisfiedLinkError) {
      return Optional.of(new Failure(Kind.NOT_LOADED, message));
    }
    if (cause instanceof EngineException) {
      return message
          .lines()
          .filter(NO_MEMORY.asPredicate())
          .findFirst()
          .map(line -> new Failure(Kind.OUT_OF_MEMORY, line.strip()));
    }
    return Optional.empty();
  }

  private static String words(Throwable thrown) {
    String message = thrown.getMessage();
    if (message == null) {
      return thrown.toString();
    }
    if (thrown instanceof EngineException) {
      // libtorch's messages are stack traces whose last line says what happened.
      List<String> lines = message.lines().filter(line -> !line.isBlank()).toList();
      return lines.isEmpty() ? message : lines.get(lines.size() - 1).strip();
    }
    return thrown instanceof IOException || thrown instanceof IllegalStateException
        ? message
        : thrown.toString();
  }
}
