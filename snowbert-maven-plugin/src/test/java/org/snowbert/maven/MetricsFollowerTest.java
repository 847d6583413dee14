package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.training.TrainRequest;

final class MetricsFollowerTest {
  private static final long SECOND = 1_000_000_000L;

  private Path file;
  private MetricsFollower follower;
  private long now;
  private final List<String> said = new ArrayList<>();

  @BeforeEach
  void follow(@TempDir Path directory) throws IOException {
    file = directory.resolve("metrics.jsonl");
    start(0);
    follower = new MetricsFollower(file, 4, () -> now, said::add);
  }

  private void start(long length) throws IOException {
    Files.writeString(TrainRequest.metricsStart(file), Long.toString(length));
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String step(int step, double loss) {
    return "{\"step\":%d,\"steps\":200,\"epoch\":1,\"loss\":%s,\"learning_rate\":0.1,\"sentences\":16,\"tokens\":99,\"step_ms\":2000}\n"
        .formatted(step, loss);
  }

  @Test
  void itSpeaksEveryTenSecondsOfTheStepsSinceThen() throws IOException {
    append(step(1, 8.0) + step(2, 6.0));
    follower.poll();
    assertThat(said).isEmpty();
    now += 10 * SECOND;
    follower.poll();
    append(step(3, 5.0));
    now += 10 * SECOND;
    follower.poll();
    assertThat(said)
        .containsExactly(
            "epoch 1/4, step 2/200, loss 7.000, 8 sentences/s, 6 min left",
            "epoch 1/4, step 3/200, loss 5.000, 8 sentences/s, 6 min left");
  }

  @Test
  void aValidationIsSaidAtOnce() throws IOException {
    append(step(1, 8.0));
    append("{\"step\":1,\"epoch\":1,\"validation_loss\":5.25,\"top1\":0.125}\n");
    follower.poll();
    assertThat(said)
        .containsExactly(
            "epoch 1/4, step 1/200, loss 8.000, 8 sentences/s, 6 min left",
            "epoch 1/4, step 1: validation loss 5.2500, top-1 0.1250");
  }

  @Test
  void halfALineWaitsForItsRest() throws IOException {
    String line = step(7, 8.0);
    append(line.substring(0, 20));
    follower.poll();
    assertThat(follower.lastStep()).isZero();
    append(line.substring(20));
    follower.poll();
    assertThat(follower.lastStep()).isEqualTo(7);
  }

  @Test
  void whatEarlierTrainingsWroteIsNotSaid() throws IOException {
    append(step(9, 8.0));
    start(Files.size(file));
    follower.finish();
    assertThat(said).isEmpty();
    append(step(10, 7.0));
    follower.finish();
    assertThat(said)
        .containsExactly("epoch 1/4, step 10/200, loss 7.000, 8 sentences/s, 6 min left");
  }

  @Test
  void nothingIsReadBeforeTrainingHasBegun() throws IOException {
    append(step(9, 8.0) + step(10, 8.0));
    Files.delete(TrainRequest.metricsStart(file));
    follower.poll();
    assertThat(follower.lastStep()).isZero();
    Files.writeString(file, step(1, 8.0));
    start(0);
    follower.poll();
    assertThat(follower.lastStep()).isEqualTo(1);
  }
}
