package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.incremental.Inventory;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Checkpoint;

final class ResumptionTest implements BuildLog {
  private final List<String> lines = new ArrayList<>();
  private Layout layout;
  private Path copies;

  @BeforeEach
  void prepare(@TempDir Path folder) {
    layout = new Layout(folder.resolve("target"), "own");
    copies = folder.resolve("copies");
  }

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {
    lines.add("WARNING " + line);
  }

  @Override
  public void debug(String line) {}

  private static Fingerprint training(double learningRate) {
    return new Fingerprint(null).parameter("learningRate", learningRate).parameter("seed", 42L);
  }

  /** Writes a checkpoint of a training of 100 steps. */
  private static Path write(Path folder, int step, Map<String, String> training)
      throws IOException {
    Path checkpoint = Files.createDirectories(folder.resolve("step-" + step));
    for (String file :
        List.of("model.safetensors", "optimizer.safetensors", "config.json", "metrics.jsonl")) {
      Files.writeString(checkpoint.resolve(file), file + step);
    }
    JsonFiles.write(
        checkpoint.resolve("checkpoint.json"),
        new Checkpoint(step, 100, training, Inventory.of(checkpoint).files()));
    return checkpoint;
  }

  private @Nullable Path find(double learningRate) throws IOException {
    return new Resumption(training(learningRate), layout, this)
        .find(List.of(layout.train().checkpoints(), copies));
  }

  @Test
  void theLastCheckpointIsUsed() throws IOException {
    write(layout.train().checkpoints(), 5, training(5e-5).items());
    Path last = write(layout.train().checkpoints(), 20, training(5e-5).items());
    assertThat(find(5e-5)).isEqualTo(last);
    assertThat(lines)
        .containsExactly("train: goes on from checkpoints/step-20, after step 20 of 100");
  }

  @Test
  void aCopyIsUsedIfItIsLater() throws IOException {
    Path copy = write(copies, 20, training(5e-5).items());
    assertThat(find(5e-5)).isEqualTo(copy);
    Path original = write(layout.train().checkpoints(), 20, training(5e-5).items());
    assertThat(find(5e-5)).isEqualTo(original);
  }

  @Test
  void aDamagedCheckpointIsReportedAndTheOneBeforeIsUsed() throws IOException {
    Path before = write(layout.train().checkpoints(), 5, training(5e-5).items());
    Path damaged = write(layout.train().checkpoints(), 20, training(5e-5).items());
    Files.writeString(damaged.resolve("optimizer.safetensors"), "optimizer.safetensors21");
    Files.createDirectories(layout.train().checkpoints().resolve("step-30"));
    assertThat(find(5e-5)).isEqualTo(before);
    assertThat(lines)
        .containsExactly(
            "WARNING train: checkpoints/step-30 is damaged and not used: its checkpoint.json is missing or cannot be read",
            "WARNING train: checkpoints/step-20 is damaged and not used: optimizer.safetensors has another sha256 than when it was written",
            "train: goes on from checkpoints/step-5, after step 5 of 100");
  }

  @Test
  void aChangedParameterThatPreventsGoingOnIsReported() throws IOException {
    write(layout.train().checkpoints(), 20, training(5e-5).items());
    assertThat(find(1e-3)).isNull();
    assertThat(lines)
        .containsExactly(
            "WARNING train: starts anew and does not go on from checkpoints/step-20 (step 20 of 100), because learningRate was 5e-5 and is 0.001: to go on from it, undo the change before the next checkpoint replaces it");
  }

  @Test
  void theLastCheckpointOfAFinishedTrainingIsNotReported() throws IOException {
    write(layout.train().checkpoints(), 100, training(5e-5).items());
    assertThat(find(1e-3)).isNull();
    assertThat(lines).isEmpty();
  }
}
