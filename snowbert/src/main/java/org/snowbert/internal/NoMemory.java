package org.snowbert.internal;

import java.util.List;

/** Recognises the messages of libtorch when it gets no memory. */
public final class NoMemory {
  /** Its words, on the CPU of each platform and on CUDA. */
  private static final List<String> WORDS =
      List.of(
          "can't allocate memory",
          "not enough memory",
          "out of memory",
          "CUBLAS_STATUS_ALLOC_FAILED",
          "bad_alloc");

  private NoMemory() {}

  /** Whether a message says that there was no memory. */
  public static boolean isSaidBy(String message) {
    return WORDS.stream().anyMatch(message::contains);
  }
}
