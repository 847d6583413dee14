package org.snowbert.tokens;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Divides sentences into training and validation by a hash of the seed and the sentence, so that
 * equal sentences are never on both sides and a corpus may grow without moving any. Not
 * thread-safe.
 */
final class Split {
  private final MessageDigest digest;
  private final byte[] seed;
  private final double validationFraction;

  /**
   * Divides by a seed.
   *
   * @param validationFraction the expected part of the distinct sentences, in (0, 1)
   */
  Split(long seed, double validationFraction) {
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
    this.seed = ByteBuffer.allocate(Long.BYTES).putLong(seed).array();
    this.validationFraction = validationFraction;
  }

  boolean isValidation(String sentence) {
    digest.update(seed);
    long hash = ByteBuffer.wrap(digest.digest(sentence.getBytes(StandardCharsets.UTF_8))).getLong();
    return (hash >>> 11) * 0x1p-53 < validationFraction;
  }
}
