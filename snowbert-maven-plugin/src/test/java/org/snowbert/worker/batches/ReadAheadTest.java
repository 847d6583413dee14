package org.snowbert.worker.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReadAheadTest {
  @Test
  void givesTheValuesOfAnotherThreadInOrder() {
    Thread caller = Thread.currentThread();
    List<Integer> taken = new ArrayList<>();
    try (ReadAhead<Integer> ahead =
        new ReadAhead<>(
            3,
            40,
            number -> {
              assertThat(Thread.currentThread()).isNotSameAs(caller);
              return number;
            })) {
      ahead.forEachRemaining(taken::add);
    }
    assertThat(taken).isEqualTo(IntStream.rangeClosed(3, 40).boxed().toList());
  }

  @Test
  void isEmptyIfTheRangeIsEmpty() {
    try (ReadAhead<Integer> ahead = new ReadAhead<>(5, 4, number -> number)) {
      assertThat(ahead.hasNext()).isFalse();
    }
  }

  @Test
  void failsAsTheOtherThreadDid() {
    IllegalArgumentException failure = new IllegalArgumentException("the third");
    try (ReadAhead<Integer> ahead =
        new ReadAhead<>(
            1,
            9,
            number -> {
              if (number == 3) {
                throw failure;
              }
              return number;
            })) {
      assertThat(ahead.next()).isEqualTo(1);
      assertThat(ahead.next()).isEqualTo(2);
      assertThatThrownBy(ahead::next).isSameAs(failure);
    }
  }
}
