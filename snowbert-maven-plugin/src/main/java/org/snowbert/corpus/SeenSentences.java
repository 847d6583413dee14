package org.snowbert.corpus;

import org.snowbert.InvalidInputException;
import org.snowbert.internal.TextHash;

/**
 * The set of the sentences seen so far, as 64-bit hashes in an array with open addressing. Two
 * different sentences may have one hash: among ten million sentences that happens in one of three
 * hundred thousand corpora.
 */
final class SeenSentences {
  private final TextHash hash = new TextHash();

  /** The size of this JVM's heap in bytes, of which the array may take a quarter. */
  private final long heap;

  /** The hashes; 0 is a free slot. The length is a power of two. */
  private long[] slots = new long[1 << 16];

  private int size;

  /**
   * An empty set.
   *
   * @param heap the size of this JVM's heap in bytes
   */
  SeenSentences(long heap) {
    this.heap = heap;
  }

  /**
   * Adds a sentence.
   *
   * @return whether the sentence is new
   * @throws InvalidInputException if the heap has no room for another sentence
   */
  boolean add(String sentence) {
    long key = hash.hash(sentence);
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
          "snowbert.sources hold more than %,d different sentences, more than the %d MB of Maven's heap have room for: give Maven more memory with -Xmx in MAVEN_OPTS, or give fewer sentences"
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
