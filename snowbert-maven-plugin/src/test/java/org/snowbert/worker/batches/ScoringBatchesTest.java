package org.snowbert.worker.batches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScoringBatchesTest {
  /** At most 4 sentences, or 4 × 128 × 128 places: 4 sentences of 128, one of 256 or longer. */
  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "9 9 9 9 9, 4 5",
    "128 128 128 128, 4",
    "128 128 129 128, 3 4",
    "9 256 9 9, 1 2 4",
    "512 512 9, 1 2 3",
  })
  void longSentencesMakeSmallBatches(String lengths, String ends) {
    int[] sentences =
        Arrays.stream(lengths.split(" ", -1))
            .filter(length -> !length.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    assertThat(
            IntStream.of(ScoringBatches.ends(sentences.length, i -> sentences[i], 4))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ends);
  }
}
