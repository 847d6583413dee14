package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.steps.TrainingSummary;

final class TrainingSummaryLinesTest {
  private static final MaskSettings MASKED_40 = masks(0.4, Labels.MASKED);
  private static final MaskSettings ALL_15 = masks(0.15, Labels.ALL);

  private static MaskSettings masks(double maskProbability, Labels labels) {
    return new MaskSettings(
        Masking.DYNAMIC, maskProbability, 0.15, false, Replacement.BERT, labels, true, 42);
  }

  private static TrainingSummary summary(
      MaskSettings masks, @Nullable Duration took, @Nullable String prompt) {
    return new TrainingSummary(
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            20,
            20,
            null,
            List.of(
                new TrainingResults.Epoch(1, 10, 4.5, 3.5, 0.25, 0.5),
                new TrainingResults.Epoch(2, 20, 3.25, 2.5, 0.5, 0.75)),
            new Evaluation(2.5, null, 12.2, 0.5, 0.75, 100),
            5.125),
        masks,
        took,
        prompt);
  }

  @Test
  void theLossIsComparedAndTheNextCommandsAreNamed() {
    assertThat(
            new TrainingSummaryLines(
                    summary(MASKED_40, Duration.ofMinutes(200), "秋には[MASK]。"), "mvn", "@ja")
                .lines())
        .containsExactly(
            "  compare   loss 3.2500 in training with 40% masked, 5.1250 by guessing word frequencies alone",
            "  time      training took 3 h 20 min",
            "  ask it    mvn -q snowbert:fill-mask@ja -Dsnowbert.text='秋には[MASK]。'",
            "  see it    mvn snowbert:report@ja");
  }

  @Test
  void aLineWithoutAValueIsLeftOut() {
    assertThat(new TrainingSummaryLines(summary(ALL_15, null, null), "mvn -f model", "").lines())
        .containsExactly(
            "  compare   loss 3.2500 in training over every position, 5.1250 by guessing word frequencies alone",
            "  see it    mvn -f model snowbert:report");
  }

  @Test
  void anEarlyEndAndAnEarlierModelAreSaid() {
    TrainingResults results =
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            1_600,
            5_000,
            1_200,
            List.of(new TrainingResults.Epoch(1, 1_600, 4.5, 3.5, 0.25, 0.5)),
            new Evaluation(3.25, null, 25.8, 0.25, 0.5, 100),
            5.125);
    assertThat(
            new TrainingSummaryLines(new TrainingSummary(results, MASKED_40, null, null), "mvn", "")
                .lines())
        .contains(
            "  ended     after step 1,600 of 5,000, because the validation loss had not fallen (snowbert.patience)",
            "  kept      the model after step 1,200, which has the lowest validation loss");
  }

  @Test
  void withoutValidationSentencesThereIsNothingToCompareWith() {
    TrainingResults results =
        new TrainingResults(
            "cpu",
            "fp32",
            2,
            1_234_567,
            10,
            10,
            null,
            List.of(new TrainingResults.Epoch(1, 10, 4.5, null, null, null)),
            null,
            null);
    assertThat(
            new TrainingSummaryLines(new TrainingSummary(results, ALL_15, null, null), "mvn", "")
                .lines())
        .containsExactly(
            "  reached   loss 4.5000 in training over every position; no sentences were kept for validation",
            "  see it    mvn snowbert:report");
  }
}
