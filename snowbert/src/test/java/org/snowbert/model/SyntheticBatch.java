package org.snowbert.model;

import java.util.Arrays;
import org.snowbert.internal.RandomStream;
import org.snowbert.internal.TokenLabel;

/** Batches to time: random tokens, of which 15% are scored. */
public final class SyntheticBatch {
  public static final double SCORED = 0.15;

  private SyntheticBatch() {}

  /** A batch of sentences of such lengths. */
  public static Batch of(int[] lengths, int vocabulary, RandomStream draws) {
    int tokens = Arrays.stream(lengths).sum();
    int[] ids = new int[tokens];
    int[] labels = new int[tokens];
    for (int i = 0; i < tokens; i++) {
      ids[i] = 5 + draws.nextInt(vocabulary - 5);
      labels[i] = draws.nextDouble() < SCORED ? ids[i] : TokenLabel.IGNORE_INDEX;
    }
    return Batch.packed(ids, labels, lengths);
  }
}
