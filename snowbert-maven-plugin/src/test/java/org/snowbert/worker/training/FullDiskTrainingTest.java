package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.Folders;
import org.snowbert.internal.FullDiskException;
import org.snowbert.internal.SmallDisk;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.Checkpoint;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.worker.FailureMessage;

final class FullDiskTrainingTest {
  @Test
  void metricsThatDoNotFitAreNamed(@TempDir Path folder) throws IOException {
    Path disk = folder.resolve("disk");
    try (SmallDisk mounted = SmallDisk.mount(disk, 100)) {
      Path file = disk.resolve("metrics.jsonl");
      MetricsLog metrics = MetricsLog.begin(new TrainFolder(disk), null);
      MetricsLine.Step step = new MetricsLine.Step(1, 9, 1, 3.5, null, null, 1e-3, 8, 80, 9.5);
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 10_000; i++) {
                  metrics.write(step);
                }
              })
          .isInstanceOf(FullDiskException.class)
          .hasMessageContainingAll(file.toString(), "needs more than 0.1 MB");
      mounted.grow(200);
      metrics.close();
    }
  }

  /** The system's own message names the file, but not the cause in our words. */
  @Test
  @SuppressWarnings("try") // the disk is only mounted
  void aCopyThatDoesNotFitIsExplained(@TempDir Path folder) throws IOException {
    Path disk = folder.resolve("disk");
    Path large = Files.write(folder.resolve("large"), new byte[500_000]);
    try (SmallDisk mounted = SmallDisk.mount(disk, 100)) {
      Path copy = disk.resolve("copy");
      Throwable thrown = catchThrowable(() -> Files.copy(large, copy));
      assertThat(FailureMessage.sentence(thrown, null)).startsWith("there is no room for " + copy);
    }
  }

  @Test
  @Tag("engine")
  void aCheckpointThatDoesNotFitLeavesTheOneBefore(@TempDir Path folder) throws IOException {
    TrainingFolder trainings = TrainingFolder.make(folder);
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.maxSteps = 12;
    settings.checkpointSteps = 3;
    Training.run(trainings.request("whole", settings), TrainingFolder.NEVER);
    long checkpoint = 0;
    for (Path file : Folders.files(folder.resolve("whole/checkpoints/step-12"))) {
      checkpoint += Files.size(file);
    }
    int kilobytes = (int) (checkpoint / 1000);
    Path out = folder.resolve("out");
    try (SmallDisk disk = SmallDisk.mount(out, kilobytes * 3 / 2)) {
      assertThatThrownBy(
              () -> Training.run(trainings.request("out", settings), TrainingFolder.NEVER))
          .isInstanceOf(FullDiskException.class)
          .hasMessageContainingAll(out.resolve("checkpoints").toString(), "needs", "MB are free");
      Path first = out.resolve("checkpoints/step-3");
      assertThat(Objects.requireNonNull(Checkpoint.read(first)).damage(first)).isNull();
      assertThat(out.resolve("checkpoints").toFile().list()).containsExactly("step-3");

      disk.grow(kilobytes * 8);
      Training.run(trainings.request("out", settings, first, null), TrainingFolder.NEVER);
      assertThat(out.resolve("model/model.safetensors"))
          .hasSameBinaryContentAs(folder.resolve("whole/model/model.safetensors"));
    }
  }
}
