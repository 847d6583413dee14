package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.SmallTrainSettings;

final class PreflightTest {
  private final SmallTrainSettings settings = new SmallTrainSettings();
  private TrainingFolder trainings;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    trainings =
        TrainingFolder.tokenized(
            folder, IntStream.range(0, 50).mapToObj(i -> "犬が" + i + "匹、庭にいます。").toList());
    settings.maxSteps = 1;
  }

  private static MaskSettings rarely(Labels labels, boolean atLeastOne) {
    return new MaskSettings(
        Masking.DYNAMIC, 1e-9, 0.15, false, Replacement.MASK, labels, atLeastOne, 42);
  }

  /** A refused training has no metrics, because it has not begun. */
  private void assertRefused(String... parts) throws IOException {
    assertRefused(trainings.masked(settings), parts);
  }

  private void assertRefused(TrainRequest request, String... parts) {
    assertThatThrownBy(() -> Training.run(request, TrainingFolder.NEVER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
    assertThat(request.folder().metrics()).doesNotExist();
  }

  private void assertTrains() throws IOException {
    assertTrains(trainings.masked(settings));
  }

  private void assertTrains(TrainRequest request) throws IOException {
    Training.run(request, TrainingFolder.NEVER);
    assertThat(request.folder().model()).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEpochWithoutAMaskIsRefused(boolean redraw) throws IOException {
    settings.redraw = redraw;
    settings.masks = rarely(Labels.MASKED, false);
    assertRefused("no token of epoch 1 is masked", "snowbert.maskProbability, which is 1.0E-9");
  }

  @Test
  void aLaterEpochWithoutAMaskIsRefusedToo() throws IOException {
    settings.maxSteps = null;
    settings.epochs = 200;
    settings.masks =
        new MaskSettings(
            Masking.DYNAMIC, 0.01, 0.15, false, Replacement.MASK, Labels.MASKED, false, 42);
    assertRefused("no token of epoch 46 is masked");
  }

  /** An epoch has three batches, and each batch is a step. */
  @Test
  void aStepWithoutAMaskIsAllowed() throws IOException {
    settings.maxSteps = null;
    settings.epochs = 20;
    settings.masks =
        new MaskSettings(
            Masking.DYNAMIC, 0.01, 0.15, false, Replacement.MASK, Labels.MASKED, false, 42);
    assertTrains();
  }

  @Test
  void oneMaskASentenceIsEnoughAndSoIsScoringEveryToken() throws IOException {
    settings.masks = rarely(Labels.MASKED, true);
    assertTrains();
    settings.masks = rarely(Labels.ALL, false);
    assertTrains();
  }

  @Test
  void aPromptThatCannotBeFilledIsRefused() throws IOException {
    TrainRequest fillable = trainings.masked(settings, "犬が[MASK]います。");
    assertTrains(fillable);
    Files.delete(fillable.folder().metrics());
    assertRefused(
        trainings.masked(settings, "犬が[MASK]います。", "鯨が[MASK]います。"),
        "the fill '鯨が[MASK]います。' of <gates> has '鯨'");
    settings.maxPositions = 20;
    assertRefused(
        trainings.masked(settings, "犬が".repeat(9) + "[MASK]"),
        "has 21 tokens, but the model reads 20");
  }
}
