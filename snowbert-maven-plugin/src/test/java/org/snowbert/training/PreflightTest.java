package org.snowbert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.masking.Labels;
import org.snowbert.masking.MaskSettings;
import org.snowbert.masking.Replacement;

final class PreflightTest {
  private SmallTraining training;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    training =
        new SmallTraining(
            folder, IntStream.range(0, 50).mapToObj(i -> "犬が" + i + "匹、庭にいます。").toList());
    training.settings.maxSteps = 1;
  }

  private static MaskSettings rarely(Labels labels, boolean atLeastOne) {
    return new MaskSettings(1e-9, false, Replacement.MASK, labels, atLeastOne);
  }

  /** No metrics: nothing was begun. */
  private void assertRefused(String... parts) throws IOException {
    TrainRequest request = training.request();
    assertThatThrownBy(() -> Training.run(request, TrainingFolder.NEVER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
    assertThat(Path.of(request.metrics())).doesNotExist();
  }

  private void assertTrains() throws IOException {
    TrainRequest request = training.request();
    Training.run(request, TrainingFolder.NEVER);
    assertThat(Path.of(request.model())).isDirectory();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anEpochWithoutAMaskIsRefused(boolean redraw) throws IOException {
    training.settings.redraw = redraw;
    training.settings.masks = rarely(Labels.MASKED, false);
    assertRefused("no token of epoch 1 is masked", "snowbert.maskProbability, which is 1.0E-9");
  }

  @Test
  void aLaterEpochWithoutAMaskIsRefusedToo() throws IOException {
    training.settings.maxSteps = null;
    training.settings.epochs = 200;
    training.settings.masks = new MaskSettings(0.01, false, Replacement.MASK, Labels.MASKED, false);
    assertRefused("no token of epoch 46 is masked");
  }

  /** Of three batches, each of them a step. */
  @Test
  void aStepWithoutAMaskIsNone() throws IOException {
    training.settings.maxSteps = null;
    training.settings.epochs = 20;
    training.settings.masks = new MaskSettings(0.01, false, Replacement.MASK, Labels.MASKED, false);
    assertTrains();
  }

  @Test
  void oneMaskASentenceIsEnoughAsIsAScoreForEveryToken() throws IOException {
    training.settings.masks = rarely(Labels.MASKED, true);
    assertTrains();
    training.settings.masks = rarely(Labels.ALL, false);
    assertTrains();
  }

  @Test
  void aPromptThatCannotBeFilledIsRefused() throws IOException {
    training.prompts = List.of("犬が[MASK]います。");
    assertTrains();
    Files.delete(Path.of(training.request().metrics()));
    training.prompts = List.of("犬が[MASK]います。", "鯨が[MASK]います。");
    assertRefused("the fill '鯨が[MASK]います。' of <gates> has '鯨'");
    training.settings.maxPositions = 20;
    training.prompts = List.of("犬が".repeat(9) + "[MASK]");
    assertRefused("has 21 tokens, but the model reads 20");
  }
}
