package org.snowbert.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RandomStreamTest {
  @Test
  void equalNamesGiveEqualNumbers() {
    assertThat(RandomStream.of(42, "mask", 1, 2).nextLong())
        .isEqualTo(RandomStream.of(42, "mask", 1, 2).nextLong());
  }

  @Test
  void everyPartOfTheNameMatters() {
    long first = RandomStream.of(42, "mask", 1, 2).nextLong();
    assertThat(RandomStream.of(43, "mask", 1, 2).nextLong()).isNotEqualTo(first);
    assertThat(RandomStream.of(42, "order", 1, 2).nextLong()).isNotEqualTo(first);
    assertThat(RandomStream.of(42, "mask", 2, 1).nextLong()).isNotEqualTo(first);
    assertThat(RandomStream.of(42, "mask", 1).nextLong()).isNotEqualTo(first);
  }

  @Test
  void integersAreUniform() {
    RandomStream stream = RandomStream.of(42, "uniform");
    int[] counts = new int[10];
    for (int i = 0; i < 100_000; i++) {
      counts[stream.nextInt(10)]++;
    }
    for (int count : counts) {
      assertThat(count).isBetween(9_700, 10_300);
    }
  }
}
