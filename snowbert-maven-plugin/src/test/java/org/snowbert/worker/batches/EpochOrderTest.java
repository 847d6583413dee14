package org.snowbert.worker.batches;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EpochOrderTest {
  @Test
  void takesEverySentenceOnce() {
    assertThat(EpochOrder.shuffled(1000, 42, 1))
        .containsExactlyInAnyOrder(EpochOrder.inOrder(1000));
  }

  @Test
  void isDrawnFromSeedAndEpoch() {
    int[] order = EpochOrder.shuffled(1000, 42, 1);
    assertThat(EpochOrder.shuffled(1000, 42, 1)).isEqualTo(order);
    assertThat(EpochOrder.shuffled(1000, 42, 2)).isNotEqualTo(order);
    assertThat(EpochOrder.shuffled(1000, 43, 1)).isNotEqualTo(order);
  }
}
