package org.snowbert.text;

import java.util.List;

/** Splits words into the tokens of a vocabulary. Not thread-safe. */
interface Subwords extends AutoCloseable {
  /**
   * The ids of the tokens of each word, in the order of the words. The caller must not change the
   * arrays.
   */
  List<int[]> encode(List<String> words);

  @Override
  default void close() {}
}
