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

  /** Fisher and Yates' shuffle, drawn from the seed and the epoch alone. */
  static int[] shuffled(int count, long seed, int epoch) {
    int[] order = inOrder(count);
    RandomStream draws = RandomStream.of(seed, "order", epoch);
    for (int i = count - 1; i > 0; i--) {
      int j = draws.nextInt(i + 1);
      int moved = order[i];
      order[i] = order[j];
      order[j] = moved;
    }
    return order;
  }
}
