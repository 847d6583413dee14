package org.snowbert.worker.batches;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * Cuts sentences into batches to score, which take little memory however long the sentences are.
 */
public final class ScoringBatches {
  /** The length from which on a batch has fewer sentences than it may have. */
  private static final long LENGTH = 128;

  private ScoringBatches() {}

  /**
   * The index after the last sentence of each batch. Attention has a place for each pair of tokens,
   * so a batch has at most as many places as {@code most} sentences of {@value LENGTH} tokens, or
   * one sentence.
   *
   * @param sentences the number of sentences
   * @param length gives the number of tokens of a sentence
   * @param most the largest number of sentences of a batch
   */
  public static int[] ends(int sentences, IntUnaryOperator length, int most) {
    int[] ends = new int[sentences];
    int batches = 0;
    int from = 0;
    long longest = 0;
    for (int i = 0; i < sentences; i++) {
      longest = Math.max(longest, length.applyAsInt(i));
      int count = i - from + 1;
      if (count > most || (count > 1 && count * longest * longest > most * LENGTH * LENGTH)) {
        ends[batches++] = i;
        from = i;
        longest = length.applyAsInt(i);
      }
    }
    if (sentences > 0) {
      ends[batches++] = sentences;
    }
    return Arrays.copyOf(ends, batches);
  }
}
