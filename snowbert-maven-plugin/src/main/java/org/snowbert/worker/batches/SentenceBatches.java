package org.snowbert.worker.batches;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/**
 * Sentences in an order, cut into batches.
 *
 * @param order the numbers of the sentences
 * @param ends the index in {@code order} after the last sentence of each batch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SentenceBatches(int[] order, int[] ends) {
  /** The length from which on a batch to score has fewer sentences than it may have. */
  private static final long LENGTH = 128;

  /** The batches of an epoch of a training. */
  static SentenceBatches ofEpoch(TrainSettings settings, Examples examples, int epoch) {
    int[] order =
        settings.shuffle()
            ? EpochOrder.shuffled(examples.count(), settings.seed(), epoch)
            : EpochOrder.inOrder(examples.count());
    Integer tokens = settings.batchTokens();
    return new SentenceBatches(
        order,
        tokens == null
            ? bySentences(order.length, settings.batchSize())
            : byTokens(order, examples, settings.paddedLength(), tokens));
  }

  private static int[] bySentences(int sentences, int batchSize) {
    int[] ends = new int[(int) ((sentences - 1L + batchSize) / batchSize)];
    for (int batch = 0; batch < ends.length; batch++) {
      ends[batch] = (int) Math.min((batch + 1L) * batchSize, sentences);
    }
    return ends;
  }

  /**
   * Each batch takes the sentences that fit. A sentence that has more tokens than the limit is a
   * batch by itself.
   */
  private static int[] byTokens(
      int[] order, Examples examples, @Nullable Integer paddedLength, int limit) {
    int[] ends = new int[order.length];
    int batches = 0;
    int tokens = 0;
    for (int i = 0; i < order.length; i++) {
      int length = paddedLength == null ? examples.length(order[i]) : paddedLength;
      if (tokens > 0 && tokens + length > limit) {
        ends[batches++] = i;
        tokens = 0;
      }
      tokens += length;
    }
    ends[batches++] = order.length;
    return Arrays.copyOf(ends, batches);
  }

  /**
   * Batches to score, which take little memory however long the sentences are. Attention has a
   * place for each pair of tokens, so a batch has at most as many places as {@code most} sentences
   * of {@value LENGTH} tokens, or one sentence.
   *
   * @param sentences the number of sentences, which stay in their order
   * @param length gives the number of tokens of a sentence
   * @param most the largest number of sentences of a batch
   */
  public static SentenceBatches toScore(int sentences, IntUnaryOperator length, int most) {
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
    return new SentenceBatches(EpochOrder.inOrder(sentences), Arrays.copyOf(ends, batches));
  }

  public int batches() {
    return ends.length;
  }

  /** The index in {@code order} of the first sentence of a batch. */
  public int from(int batch) {
    return batch == 0 ? 0 : ends[batch - 1];
  }

  /** The index in {@code order} after the last sentence of a batch. */
  public int to(int batch) {
    return ends[batch];
  }
}
