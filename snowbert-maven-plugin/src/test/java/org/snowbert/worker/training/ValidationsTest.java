package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.SmallTrainSettings;

/** Evaluations within an epoch, the end of a training by patience, and the best model. */
@Tag("engine")
final class ValidationsTest {
  private TrainingFolder trainings;
  private final SmallTrainSettings settings = new SmallTrainSettings();

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    trainings = TrainingFolder.make(folder); // an epoch has 11 steps
    settings.maxSteps = 24;
    settings.checkpointSteps = 5;
  }

  private TrainRequest train(String name) throws IOException {
    TrainRequest request = trainings.request(name, settings);
    assertThat(Training.run(request, TrainingFolder.NEVER)).isTrue();
    return request;
  }

  private static List<MetricsLine.Validation> validations(TrainRequest request) throws IOException {
    List<MetricsLine.Validation> validations = new ArrayList<>();
    MetricsFile.read(
        request.folder().metrics(),
        line -> {
          if (line instanceof MetricsLine.Validation validation) {
            validations.add(validation);
          }
        });
    return validations;
  }

  private static List<Integer> steps(TrainRequest request) throws IOException {
    return validations(request).stream().map(MetricsLine.Validation::step).toList();
  }

  private static TrainingResults results(TrainRequest request) throws IOException {
    return JsonFiles.read(
        request.folder().results(), json -> JsonFiles.GSON.fromJson(json, TrainingResults.class));
  }

  /** Sets a learning rate with which the loss first falls and then rises. */
  private void spoilTheModel() {
    settings.evaluationSteps = 2;
    settings.learningRate = 0.02;
  }

  @Test
  void theModelIsEvaluatedWithinAnEpochAndAtItsEnd() throws IOException {
    settings.evaluationSteps = 4;
    TrainRequest request = train("out");
    assertThat(steps(request)).containsExactly(4, 8, 11, 12, 16, 20, 22, 24);
    assertThat(results(request).epochs())
        .extracting(TrainingResults.Epoch::step)
        .containsExactly(11, 22, 24);
    assertThat(results(request).epochs().get(0).validation_loss())
        .isEqualTo(validations(request).get(2).validation_loss());
  }

  @Test
  void aRoundOfWorkersEndsWhereTheModelIsEvaluated() throws IOException {
    settings.evaluationSteps = 4;
    settings.maxSteps = 12;
    settings.rounds = new Rounds(3, 1, 0);
    assertThat(steps(train("out"))).containsExactly(4, 8, 11, 12);
  }

  @Test
  void trainingEndsWhenTheLossNoLongerFalls() throws IOException {
    settings.evaluationSteps = 3;
    settings.patience = 2;
    settings.learningRate = 1e-30; // the loss stays the same
    TrainRequest request = train("out");
    assertThat(steps(request)).containsExactly(3, 6, 9);
    assertThat(results(request))
        .extracting(TrainingResults::steps, TrainingResults::planned_steps)
        .containsExactly(9, 24);
  }

  @Test
  void theModelIsThatOfTheLowestLoss() throws IOException {
    spoilTheModel();
    settings.keepBest = true;
    TrainRequest request = train("out");
    MetricsLine.Validation best =
        validations(request).stream()
            .min(Comparator.comparing(MetricsLine.Validation::validation_loss))
            .orElseThrow();
    assertThat(best.step()).isBetween(2, 22);
    assertThat(results(request).best_step()).isEqualTo(best.step());
    settings.maxSteps = best.step();
    TrainRequest shorter = train("shorter");
    assertThat(results(shorter).best_step()).isNull();
    assertThat(request.folder().model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(shorter.folder().model().resolve("model.safetensors"));
    assertThat(results(request).validation()).isEqualTo(results(shorter).validation());
    assertThat(request.folder().best()).doesNotExist();
  }

  @Test
  void withoutKeepBestTheModelIsThatOfTheLastStep() throws IOException {
    spoilTheModel();
    TrainRequest request = train("out");
    assertThat(results(request).best_step()).isNull();
    assertThat(results(request).validation())
        .extracting("loss")
        .isEqualTo(validations(request).get(12).validation_loss());
  }

  /** A stop in a round comes after the evaluation of the round before. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aStopInARoundEndsInTheSameModel(int round) throws IOException {
    spoilTheModel();
    settings.keepBest = true;
    settings.patience = 4;
    settings.workers = 2;
    settings.rounds = new Rounds(2, 1, 0);
    assertSameAfterStop(round);
  }

  /** Steps before, at and after the best evaluation. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 6, 8, 10})
  void aStopAfterAnyStepEndsInTheSameModel(int step) throws IOException {
    spoilTheModel();
    settings.keepBest = true;
    settings.patience = 4;
    assertSameAfterStop(step);
  }

  private void assertSameAfterStop(int step) throws IOException {
    TrainRequest whole = train("whole");
    assertThat(results(whole).best_step()).isNotNull();
    StopRequest stop = new StopAtStep(step);
    assertThat(Training.run(trainings.request("stopped", settings), stop)).isFalse();
    Path best = trainings.path().resolve("stopped/best.safetensors");
    Files.deleteIfExists(best); // what counts is in the checkpoint
    Files.writeString(best, "of a step after the checkpoint");
    TrainRequest rest = train("stopped");
    assertThat(rest.folder().results()).hasSameBinaryContentAs(whole.folder().results());
    assertThat(rest.folder().model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.folder().model().resolve("model.safetensors"));
  }
}
