package org.snowbert.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snowbert.masking.Labels;
import org.snowbert.model.Batch;

/**
 * Makes batches of examples.
 *
 * @param paddedLength that sentences are padded to, or null for none
 * @param labels whether padding is scored, as every token is
 * @param padding the token to pad with
 */
record Batches(Examples examples, @Nullable Integer paddedLength, Labels labels, int padding) {

  /** The sentences of {@code order} in [from, to) as an epoch masks them. */
  Batch of(int[] order, int from, int to, int epoch) {
    int[] lengths = new int[to - from];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = examples.length(order[from + i]);
    }
    int tokens = Arrays.stream(lengths).sum();
    int[] ids = new int[tokens];
    int[] wanted = new int[tokens];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      examples.read(order[from + i], epoch, ids, wanted, at);
      at += lengths[i];
    }
    return paddedLength == null
        ? Batch.packed(ids, wanted, lengths)
        : Batch.padded(
            ids,
            wanted,
            lengths,
            paddedLength,
            padding,
            labels == Labels.ALL ? padding : Batch.UNSCORED);
  }
}
