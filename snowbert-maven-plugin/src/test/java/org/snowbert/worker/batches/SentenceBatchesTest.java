package org.snowbert.worker.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.TrainSettings;

class SentenceBatchesTest {
  /** Their lengths are 3, 4, … 12, 3, … tokens. */
  private static final Examples EXAMPLES =
      new Examples() {
        @Override
        public int count() {
          return 101;
        }

        @Override
        public int length(int sentence) {
          return 3 + sentence % 10;
        }

        @Override
        public void read(int sentence, int epoch, int[] ids, int[] labels, int at) {
          Arrays.fill(ids, at, at + length(sentence), sentence);
          Arrays.fill(labels, at, at + length(sentence), sentence);
        }
      };

  private final SmallTrainSettings settings = new SmallTrainSettings();

  @Test
  void aBatchTakesAsManySentencesAsItsTokensAllow() {
    settings.batchTokens = 50;
    SentenceBatches epoch = SentenceBatches.ofEpoch(settings.build(), EXAMPLES, 1);
    int from = 0;
    for (int batch = 0; batch < epoch.batches(); batch++) {
      assertThat(epoch.from(batch)).isEqualTo(from);
      int tokens = tokens(epoch, from, epoch.to(batch));
      assertThat(tokens).isBetween(1, 50);
      if (epoch.to(batch) < EXAMPLES.count()) {
        assertThat(tokens(epoch, from, epoch.to(batch) + 1)).isGreaterThan(50);
      }
      from = epoch.to(batch);
    }
    assertThat(from).isEqualTo(EXAMPLES.count());
  }

  @Test
  void aSentenceThatDoesNotFitIsABatchByItself() {
    settings.batchTokens = 3;
    SentenceBatches epoch = SentenceBatches.ofEpoch(settings.build(), EXAMPLES, 1);
    assertThat(epoch.batches()).isEqualTo(EXAMPLES.count());
  }

  @Test
  void paddingCounts() {
    settings.batchTokens = 450;
    settings.paddedLength = 100;
    SentenceBatches epoch = SentenceBatches.ofEpoch(settings.build(), EXAMPLES, 1);
    assertThat(epoch.batches())
        .isEqualTo(26); // 25 batches of 4 sentences, and one of the last sentence
  }

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
            IntStream.of(SentenceBatches.toScore(sentences.length, i -> sentences[i], 4).ends())
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(" ")))
        .isEqualTo(ends);
  }

  @Test
  void everyStepOfAnEpochTakesItsOwnSentences() {
    settings.batchTokens = 50;
    settings.gradientAccumulation = 3;
    settings.epochs = 3;
    assertEachEpochTakesAllSentences();
  }

  @Test
  void everyStepTakesItsOwnSentencesInBatchesOfSentencesToo() {
    settings.gradientAccumulation = 3;
    settings.epochs = 2;
    assertEachEpochTakesAllSentences();
  }

  @Test
  void workersTakeTurnsAtTheBatchesOfAStep() {
    settings.batchSize = 2;
    settings.gradientAccumulation = 6;
    TrainingStep whole = firstStep();
    settings.workers = 2;
    settings.gradientAccumulation = 3;
    TrainingStep shared = firstStep();
    assertThat(shared.shares().stream().map(TrainingStep.Share::first)).containsExactly(0, 3);
    assertThat(shared.batches().stream().map(SentenceBatchesTest::ids).toList())
        .isEqualTo(whole.batches().stream().map(SentenceBatchesTest::ids).toList());
    settings.epochs = 2;
    assertEachEpochTakesAllSentences();
  }

  private TrainingStep firstStep() {
    TrainSettings built = settings.build();
    EpochBoundaries epochs = EpochBoundaries.of(built, EXAMPLES);
    return new TrainingSteps(built, EXAMPLES, epochs, 0, 2).step(1);
  }

  private static List<List<Long>> ids(List<Batch> batch) {
    return batch.stream().map(part -> Arrays.stream(part.ids()).boxed().toList()).toList();
  }

  private void assertEachEpochTakesAllSentences() {
    TrainSettings built = settings.build();
    EpochBoundaries epochs = EpochBoundaries.of(built, EXAMPLES);
    TrainingSteps steps = new TrainingSteps(built, EXAMPLES, epochs, 0, 2);
    int step = 1;
    for (int epoch = 1; epoch <= settings.epochs; epoch++) {
      Set<Long> taken = new HashSet<>();
      int sentences = 0;
      boolean ended = false;
      for (; !ended; step++) {
        TrainingStep trainingStep = steps.step(step);
        assertThat(trainingStep.epoch()).isEqualTo(epoch);
        sentences += trainingStep.sentences();
        trainingStep.batches().stream()
            .flatMap(List::stream)
            .forEach(part -> Arrays.stream(part.ids()).forEach(taken::add));
        ended = epochs.endsEpoch(step);
      }
      assertThat(sentences).isEqualTo(EXAMPLES.count());
      assertThat(taken).hasSize(EXAMPLES.count());
    }
    assertThat(epochs.steps()).isEqualTo(step - 1);
  }

  @Test
  void aBatchLargerThanTheCorpusTakesAllOfIt() {
    settings.epochs = 2;
    settings.batchSize = Integer.MAX_VALUE;
    settings.gradientAccumulation = Integer.MAX_VALUE;
    assertEachEpochTakesAllSentences();
    settings.batchTokens = Integer.MAX_VALUE;
    assertEachEpochTakesAllSentences();
    assertThat(EpochBoundaries.of(settings.build(), EXAMPLES).steps()).isEqualTo(2);
    settings.hardware = new Hardware(Device.CPU, Precision.AUTO, 4);
    assertThat(Threads.of(settings.build()).parts()).isEqualTo(4);
  }

  @Test
  void moreStepsThanCanBeCountedAreRefusedUnlessTheirNumberIsGiven() {
    settings.epochs = Integer.MAX_VALUE / 101 + 1;
    settings.batchSize = 1;
    assertThatThrownBy(() -> EpochBoundaries.of(settings.build(), EXAMPLES))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.epochs is 21262215, which makes more than 2,147,483,647");
    settings.maxSteps = 7;
    assertThat(EpochBoundaries.of(settings.build(), EXAMPLES).steps()).isEqualTo(7);
  }

  @Test
  void maxStepsEndsTheTraining() {
    settings.batchTokens = 50;
    settings.maxSteps = 20;
    EpochBoundaries epochs = EpochBoundaries.of(settings.build(), EXAMPLES);
    assertThat(epochs.steps()).isEqualTo(20);
    assertThat(epochs.epoch(20)).isEqualTo(2);
    assertThat(epochs.endsEpoch(20)).isTrue();
  }

  private static int tokens(SentenceBatches epoch, int from, int to) {
    return Arrays.stream(epoch.order(), from, to).map(EXAMPLES::length).sum();
  }
}
