package org.snowbert.worker.batches;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/**
 * The batches of one epoch: its sentences in their order, cut into batches.
 *
 * @param order the numbers of the sentences
 * @param ends the index in {@code order} after the last sentence of each batch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EpochBatches(int[] order, int[] ends) {

  static EpochBatches of(TrainSettings settings, Examples examples, int epoch) {
    int[] order =
        settings.shuffle()
            ? EpochOrder.shuffled(examples.count(), settings.seed(), epoch)
            : EpochOrder.inOrder(examples.count());
    Integer tokens = settings.batchTokens();
    return new EpochBatches(
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

  int batches() {
    return ends.length;
  }

  /** The index in {@code order} of the first sentence of a batch. */
  int from(int batch) {
    return batch == 0 ? 0 : ends[batch - 1];
  }

  /** The index in {@code order} after the last sentence of a batch. */
  int to(int batch) {
    return ends[batch];
  }
}
