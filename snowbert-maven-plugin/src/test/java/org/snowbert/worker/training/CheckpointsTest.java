package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.settings.SmallTrainSettings;

/** The checkpoints of a training, from which the next training goes on. */
@Tag("engine")
final class CheckpointsTest {
  private Path folder;
  private TrainingFolder trainings;
  private final SmallTrainSettings settings = new SmallTrainSettings();

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.trainings = TrainingFolder.make(folder);
    settings.maxSteps = 12;
    settings.checkpointSteps = 3;
  }

  private List<String> checkpoints(String folder) throws IOException {
    try (var found = Files.list(this.folder.resolve(folder))) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theManifestTellsWhetherACheckpointIsWhole() throws IOException {
    Training.run(trainings.request("out", settings), TrainingFolder.NEVER);
    Path last = folder.resolve("out/checkpoints/step-12");
    Checkpoint checkpoint = Objects.requireNonNull(Checkpoint.read(last));
    assertThat(checkpoint.step()).isEqualTo(12);
    assertThat(checkpoint.steps()).isEqualTo(12);
    assertThat(checkpoint.files().keySet())
        .containsExactlyInAnyOrder(
            "model.safetensors", "optimizer.safetensors", "config.json", "metrics.jsonl");
    assertThat(checkpoint.damage(last)).isNull();
    Files.writeString(last.resolve("config.json"), " ", StandardOpenOption.APPEND);
    assertThat(checkpoint.damage(last)).matches("config.json has \\d+ bytes instead of \\d+");
  }

  @Test
  void theLastCheckpointsStayAndNothingElse() throws IOException {
    Path checkpoints = folder.resolve("out/checkpoints");
    Files.createDirectories(checkpoints.resolve(".step-2")); // a training that was killed left it
    Files.createDirectories(checkpoints.resolve("step-7")); // it has no manifest
    Training.run(trainings.request("out", settings, null, null), TrainingFolder.NEVER);
    assertThat(checkpoints("out/checkpoints")).containsExactly("step-12", "step-9");
  }

  @Test
  void theFirstCheckpointOfATrainingDeletesThoseOfAnother() throws IOException {
    Training.run(trainings.request("out", settings), TrainingFolder.NEVER);
    settings.seed = 7;
    settings.checkpointSteps = 12;
    Training.run(trainings.request("out", settings, null, null), TrainingFolder.NEVER);
    assertThat(checkpoints("out/checkpoints")).containsExactly("step-12");
  }

  @Test
  void copiesAreLinksAndSurviveTheOriginals() throws IOException {
    Path copies = folder.resolve("copies");
    Training.run(trainings.request("out", settings, null, copies), TrainingFolder.NEVER);
    assertThat(checkpoints("copies")).containsExactly("step-12", "step-9");
    Path copy = copies.resolve("step-9");
    assertThat(
            Files.isSameFile(
                copy.resolve("model.safetensors"),
                folder.resolve("out/checkpoints/step-9/model.safetensors")))
        .isTrue();
    Folders.delete(folder.resolve("out/checkpoints"));
    Training.run(trainings.request("second", settings, copy, null), TrainingFolder.NEVER);
    assertThat(folder.resolve("second/model/model.safetensors"))
        .hasSameBinaryContentAs(folder.resolve("out/model/model.safetensors"));
  }

  @Test
  void tenMinutesWithoutACheckpointAreTooLong() throws IOException {
    long[] now = {0};
    CheckpointRequest request = trainings.request("out", settings).checkpoints();
    TrainFolder training = new TrainFolder(folder.resolve("out"));
    Files.writeString(training.metrics(), "");
    Checkpoints checkpoints = new Checkpoints(request, training, 12, () -> now[0]);
    now[0] = Duration.ofMinutes(10).toNanos() - 1;
    assertThat(checkpoints.isOverdue()).isFalse();
    now[0]++;
    assertThat(checkpoints.isOverdue()).isTrue();
    try (Bert bert =
        Bert.forTraining(
            BertConfig.of(ModelSize.TINY, 10, 16, 0, 0),
            Parameters.random(42, 0),
            new Optimization(0, false, null),
            Accelerator.CPU)) {
      checkpoints.write(bert, 1);
    }
    assertThat(checkpoints.isOverdue()).isFalse();
  }

  /** Step 11 ends the epoch. The evaluation comes after the checkpoint of that step. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 11, 12})
  void aStopAfterAnyStepLosesNothing(int step) throws IOException {
    settings.checkpointSteps = 100;
    TrainRequest whole = trainings.request("whole", settings);
    assertThat(Training.run(whole, TrainingFolder.NEVER)).isTrue();
    StopRequest stop = new StopAtStep(step);
    assertThat(Training.run(trainings.request("stopped", settings), stop)).isFalse();
    assertThat(checkpoints("stopped/checkpoints")).containsExactly("step-" + step);
    TrainRequest rest = trainings.request("stopped", settings);
    assertThat(Training.run(rest, TrainingFolder.NEVER)).isTrue();
    assertSame(rest, whole);
  }

  @Test
  void aStopDuringAnEvaluationLosesNothing() throws IOException {
    settings.checkpointSteps = 100;
    TrainRequest whole = trainings.request("whole", settings);
    Training.run(whole, TrainingFolder.NEVER);
    StopRequest stop = new StopAtEvaluation();
    assertThat(Training.run(trainings.request("stopped", settings), stop)).isFalse();
    assertThat(checkpoints("stopped/checkpoints")).containsExactly("step-11");
    TrainRequest rest = trainings.request("stopped", settings);
    assertThat(Training.run(rest, stop)).isFalse();
    assertThat(Training.run(rest, TrainingFolder.NEVER)).isTrue();
    assertSame(rest, whole);
  }

  private static void assertSame(TrainRequest rest, TrainRequest whole) {
    assertThat(rest.folder().results()).hasSameBinaryContentAs(whole.folder().results());
    assertThat(rest.folder().model().resolve("model.safetensors"))
        .hasSameBinaryContentAs(whole.folder().model().resolve("model.safetensors"));
  }

  private static final class StopAtEvaluation extends StopAtStep {
    StopAtEvaluation() {
      super(Integer.MAX_VALUE);
    }

    @Override
    public void check() {
      requestNow();
      super.check();
    }
  }
}
