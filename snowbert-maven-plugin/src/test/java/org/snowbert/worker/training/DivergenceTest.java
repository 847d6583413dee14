package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.SmallTrainSettings;

/** Trains with a learning rate that makes the loss NaN after the first update. */
@Tag("engine")
final class DivergenceTest {
  private static final double FAR_TOO_HIGH = 1e30;

  private final SmallTrainSettings settings = new SmallTrainSettings();
  private TrainingFolder trainings;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    trainings =
        TrainingFolder.tokenized(
            folder, IntStream.range(0, 100).mapToObj(i -> "犬が" + i + "匹、庭にいます。").toList());
  }

  private void assertDiverges(TrainRequest request, String... parts) {
    assertThatThrownBy(() -> Training.run(request, TrainingFolder.NEVER))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
    assertThat(request.folder().model()).doesNotExist();
  }

  @Test
  void theStepTheRateAndWhatToTryAreNamed() throws IOException {
    settings.learningRate = FAR_TOO_HIGH;
    TrainRequest request = trainings.masked(settings);
    assertDiverges(
        request,
        "the loss is NaN at step 2, with learning rate 1.00e+30",
        "try snowbert.learningRate 1.0e+29 instead of 1.0e+30, snowbert.clipNorm 1",
        "stay in " + request.folder().checkpoints());
  }

  /** The loss of a step is computed before its update, but the checkpoint is written after it. */
  @Test
  void theLastGoodCheckpointStaysAndNoBadOneIsWritten() throws IOException {
    settings.maxSteps = 3;
    settings.checkpointSteps = 1;
    TrainRequest request = trainings.masked(settings);
    Training.run(request, TrainingFolder.NEVER);
    Folders.delete(request.folder().model());
    settings.maxSteps = 6;
    settings.learningRate = FAR_TOO_HIGH;
    assertDiverges(trainings.masked(settings), "the loss of validation sentences is NaN at step 4");
    assertThat(request.folder().checkpoints().toFile().list())
        .containsExactlyInAnyOrder("step-2", "step-3");
  }

  @Test
  void aModelThatTheLastUpdateSpoiltIsNotWritten() throws IOException {
    settings.maxSteps = 1;
    settings.learningRate = FAR_TOO_HIGH;
    assertDiverges(trainings.masked(settings), "the loss of validation sentences is NaN at step 1");
  }
}
