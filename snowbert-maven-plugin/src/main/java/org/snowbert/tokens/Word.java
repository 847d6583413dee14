package org.snowbert.tokens;

import java.util.function.LongConsumer;

/** A word while a vocabulary is learned: the ids of its symbols, which are merged step by step. */
final class Word {
  /** Takes a pair that a word has gained (1) or lost (-1). */
  @FunctionalInterface
  interface Changes {
    void accept(long pair, int delta);
  }

  private final int[] symbols;
  private final long count;
  private int length;

  Word(int[] symbols, long count) {
    this.symbols = symbols;
    this.count = count;
    this.length = symbols.length;
  }

  /** How often the word occurs in the text. */
  long count() {
    return count;
  }

  /** Two ids as one number; these numbers sort by the left id, then by the right id. */
  static long pair(int left, int right) {
    return (long) left << Integer.SIZE | right;
  }

  static int left(long pair) {
    return (int) (pair >>> Integer.SIZE);
  }

  static int right(long pair) {
    return (int) pair;
  }

  void forEachPair(LongConsumer action) {
    for (int i = 1; i < length; i++) {
      action.accept(pair(symbols[i - 1], symbols[i]));
    }
  }

  /**
   * Replaces each occurrence of a pair by one symbol, from left to right; occurrences do not
   * overlap.
   *
   * <p>The changes are those of the pairs with a neighbour of the occurrence. At that moment the
   * symbols before the occurrence are already merged, those after it are not. The replaced pair
   * itself is not among the changes.
   *
   * @param merged the id of the new symbol
   */
  void merge(int left, int right, int merged, Changes changes) {
    int to = 0;
    for (int from = 0; from < length; to++) {
      boolean match = symbols[from] == left && from + 1 < length && symbols[from + 1] == right;
      int next = from + (match ? 2 : 1);
      if (match) {
        if (to > 0) {
          changes.accept(pair(symbols[to - 1], left), -1);
          changes.accept(pair(symbols[to - 1], merged), 1);
        }
        if (next < length) {
          changes.accept(pair(right, symbols[next]), -1);
          changes.accept(pair(merged, symbols[next]), 1);
        }
      }
      symbols[to] = match ? merged : symbols[from];
      from = next;
    }
    length = to;
  }
}
