package org.snowbert.worker.batches;

import org.snowbert.internal.RandomStream;

/** The order in which an epoch takes the sentences. */
public final class EpochOrder {
  private EpochOrder() {}

  public static int[] inOrder(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /** The shuffle of Fisher and Yates. Only the seed and the epoch decide it. */
  static int[] shuffled(int count, long seed, int epoch) {
    int[] order = inOrder(count);
    RandomStream draws = RandomStream.of(seed, "order", epoch);
    for (int i = count - 1; i > 0; i--) {
      int j = draws.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    return order;
  }
}
