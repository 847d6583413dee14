package org.snowbert.tokens;

import java.nio.ByteBuffer;
import org.snowbert.internal.TextHash;

/**
 * Divides sentences into training and validation by a hash of the seed and the sentence, so that
 * equal sentences are never on both sides, and a sentence stays on its side when the corpus grows.
 * Not thread-safe.
 */
final class Split {
  private final TextHash hash;
  private final double validationFraction;

  /**
   * A split.
   *
   * @param seed another seed gives another split
   * @param validationFraction the expected part of the distinct sentences, in [0, 1)
   */
  Split(long seed, double validationFraction) {
    this.hash = new TextHash(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    this.validationFraction = validationFraction;
  }

  /** Whether a sentence is for validation; otherwise it is for training. */
  boolean isValidation(String sentence) {
    return (hash.hash(sentence) >>> 11) * 0x1p-53 < validationFraction; // uniform in [0, 1)
  }
}
