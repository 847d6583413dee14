package org.snowbert.worker.batches;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/**
 * An epoch's sentences in their order, cut into batches.
 *
 * @param order the sentences
 * @param ends one past the last sentence of each batch, as a place in {@code order}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Epoch(int[] order, int[] ends) {

  static Epoch of(TrainSettings settings, Examples examples, int epoch) {
    int[] order =
        settings.shuffle()
            ? EpochOrder.shuffled(examples.count(), settings.seed(), epoch)
            : EpochOrder.inOrder(examples.count());
    Integer tokens = settings.batchTokens();
    return new Epoch(
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

  /** Each batch takes the sentences that fit, and one that does not fit even by itself. */
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

  /** The first sentence of a batch, as a place in {@code order}. */
  int from(int batch) {
    return batch == 0 ? 0 : ends[batch - 1];
  }

  /** One past the last sentence of a batch. */
  int to(int batch) {
    return ends[batch];
  }
}
