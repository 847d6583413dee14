package org.snowbert.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.snowbert.InvalidInputException;

/**
 * Which sentences were seen, by eight bytes of their digests: of ten million, two that differ are
 * taken for equal once in three hundred thousand corpora. Open addressing, a slot a long.
 */
final class SeenSentences {
  private final MessageDigest digest;

  /** A quarter of it may be taken. */
  private final long heap;

  /** A power of two of them; 0 is free. */
  private long[] slots = new long[1 << 16];

  private int size;

  /**
   * None as yet.
   *
   * @param heap of this JVM, in bytes
   */
  SeenSentences(long heap) {
    this.heap = heap;
    try {
      this.digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /** Adds a sentence; whether it is new. */
  boolean add(String sentence) {
    byte[] bytes = digest.digest(sentence.getBytes(StandardCharsets.UTF_8));
    long key = ByteBuffer.wrap(bytes).getLong();
    if (!put(key == 0 ? 1 : key)) {
      return false;
    }
    if (++size > slots.length / 2) {
      grow();
    }
    return true;
  }

  private boolean put(long key) {
    int mask = slots.length - 1;
    int slot = (int) key & mask;
    while (slots[slot] != 0) {
      if (slots[slot] == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    slots[slot] = key;
    return true;
  }

  private void grow() {
    if (2L * Long.BYTES * slots.length > heap / 4) {
      throw new InvalidInputException(
          "snowbert.sources hold more than %,d different sentences, more than the %d MB of Maven's heap have room for: give it more with -Xmx in MAVEN_OPTS, or fewer sentences"
              .formatted(size, heap >> 20));
    }
    long[] before = slots;
    slots = new long[2 * before.length];
    for (long key : before) {
      if (key != 0) {
        put(key);
      }
    }
  }
}
