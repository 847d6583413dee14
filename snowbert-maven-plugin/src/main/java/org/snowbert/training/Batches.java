package org.snowbert.training;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Batch;

/**
 * Makes batches of examples.
 *
 * @param paddedLength that sentences are padded to, or null for none
 * @param padding the token to pad with, and its label where padding is scored
 */
record Batches(Examples examples, @Nullable Integer paddedLength, int padding) {

  /** The sentences of {@code order} in [from, to) as an epoch masks them. */
  Batch of(int[] order, int from, int to, int epoch) {
    int[] lengths = new int[to - from];
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = examples.length(order[from + i]);
    }
    int tokens = Arrays.stream(lengths).sum();
    int[] ids = new int[tokens];
    int[] labels = new int[tokens];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      examples.read(order[from + i], epoch, ids, labels, at);
      at += lengths[i];
    }
    return paddedLength == null
        ? Batch.packed(ids, labels, lengths)
        : Batch.padded(ids, labels, lengths, paddedLength, padding, padding);
  }
}
