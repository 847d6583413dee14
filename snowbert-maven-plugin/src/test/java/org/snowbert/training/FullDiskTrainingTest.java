package org.snowbert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.Folders;
import org.snowbert.FullDiskException;
import org.snowbert.SmallDisk;

@Tag("engine")
final class FullDiskTrainingTest {
  @Test
  void aCheckpointThatDoesNotFitLeavesTheOneBefore(@TempDir Path folder) throws IOException {
    TrainingFolder trainings = TrainingFolder.make(folder);
    SettingsBuilder settings = new SettingsBuilder();
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
