package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.console.TrainingLog;
import org.snowbert.jobs.TrainFolder;

final class MetricsFollowerTest {
  private static final String FORECAST = "train: about 7 min to go, until ";

  private TrainFolder folder;
  private Path file;
  private MetricsFollower follower;
  private Instant now = Instant.parse("2026-11-23T14:00:00Z");
  private final List<String> said = new ArrayList<>();

  /** A clock that a test moves. */
  private final Clock clock =
      new Clock() {
        @Override
        public Instant instant() {
          return now;
        }

        @Override
        public ZoneId getZone() {
          return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
          throw new UnsupportedOperationException();
        }
      };

  /** A follower that prints nothing. */
  static MetricsFollower silent(TrainFolder folder) {
    return new MetricsFollower(
        folder, new TrainingLog(start -> List.of(), 1, Clock.systemUTC(), line -> {}, null));
  }

  @BeforeEach
  void follow(@TempDir Path directory) throws IOException {
    folder = new TrainFolder(directory);
    file = folder.metrics();
    start(0);
    follower =
        new MetricsFollower(
            folder,
            new TrainingLog(
                start -> List.of("trains " + start.steps() + " steps"), 4, clock, said::add, null));
  }

  private void start(long length) throws IOException {
    Files.writeString(folder.start(), "{\"metrics\": %d, \"steps\": 200}".formatted(length));
  }

  private void append(String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static String step(int step, double loss) {
    return "{\"step\":%d,\"steps\":200,\"epoch\":1,\"loss\":%s,\"learning_rate\":0.0005,\"sentences\":16,\"tokens\":99,\"step_ms\":2000}\n"
        .formatted(step, loss);
  }

  /** Moves the clock, and lets the follower read. */
  private void after(Duration time) throws IOException {
    now = now.plus(time);
    follower.poll();
  }

  @Test
  void itSpeaksEveryTenSecondsOfTheStepsSinceTheLastTime() throws IOException {
    append(step(1, 8.0) + step(2, 6.0));
    follower.poll();
    assertThat(said).containsExactly("trains 200 steps");
    after(Duration.ofSeconds(10));
    append(step(3, 5.0));
    after(Duration.ofSeconds(10));
    assertThat(said)
        .containsExactly(
            "trains 200 steps",
            FORECAST + "14:06",
            "epoch 1/4, step 2/200, loss 7.000, learning rate 5e-4, 8 sentences/s, 7 min left",
            "epoch 1/4, step 3/200, loss 5.000, learning rate 5e-4, 8 sentences/s, 7 min left");
  }

  @Test
  void inADayOfTrainingItSpeaksLessOftenButAtLeastEveryFiveMinutes() throws IOException {
    List<Duration> pauses = new ArrayList<>();
    append(step(1, 8.0));
    follower.poll();
    Instant last = now;
    for (int second = 1; second <= 24 * 3600; second++) {
      append(step(2, 8.0));
      int before = said.size();
      after(Duration.ofSeconds(1));
      if (said.size() > before) {
        pauses.add(Duration.between(last, now));
        last = now;
      }
    }
    assertThat(pauses).isSorted().hasSizeBetween(300, 340);
    assertThat(pauses.get(0)).hasSeconds(10);
    assertThat(pauses.get(pauses.size() - 1)).hasMinutes(5);
  }

  @Test
  void anEndOnAnotherDayIsSaidWithTheDay() throws IOException {
    now = Instant.parse("2026-11-23T23:58:00Z");
    start(0);
    append(step(1, 8.0) + step(2, 6.0));
    follower.poll();
    after(Duration.ofSeconds(10));
    assertThat(said).contains(FORECAST + "Tue 00:04");
  }

  @Test
  void aTrainingThatEndsSoonHasNoForecast() throws IOException {
    append(step(1, 8.0) + step(190, 6.0));
    follower.poll();
    after(Duration.ofSeconds(10));
    assertThat(said)
        .last()
        .isEqualTo(
            "epoch 1/4, step 190/200, loss 7.000, learning rate 5e-4, 8 sentences/s, 20 s left");
    assertThat(said).noneMatch(line -> line.contains("to go"));
  }

  @Test
  void aValidationIsSaidAtOnce() throws IOException {
    append(step(1, 8.0));
    append("{\"step\":1,\"epoch\":1,\"validation_loss\":5.25,\"top1\":0.125,\"top5\":0.25}\n");
    follower.poll();
    assertThat(said)
        .containsExactly(
            "trains 200 steps",
            "epoch 1/4, step 1/200, loss 8.000, learning rate 5e-4, 8 sentences/s, 7 min left",
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
  void linesOfEarlierTrainingsAreNotSaid() throws IOException {
    append(step(9, 8.0));
    start(Files.size(file));
    follower.finish();
    assertThat(said).containsExactly("trains 200 steps");
    append(step(10, 7.0));
    follower.finish();
    assertThat(said)
        .last()
        .isEqualTo(
            "epoch 1/4, step 10/200, loss 7.000, learning rate 5e-4, 8 sentences/s, 6 min left");
  }

  @Test
  void aDamagedStartEndsNoTraining() throws IOException {
    append(step(9, 8.0));
    Files.writeString(folder.start(), "{");
    follower.poll();
    append(step(10, 8.0));
    follower.poll();
    assertThat(follower.lastStep()).isEqualTo(10);
  }

  @Test
  void nothingIsReadBeforeTrainingHasBegun() throws IOException {
    append(step(9, 8.0) + step(10, 8.0));
    Files.delete(folder.start());
    follower.poll();
    assertThat(follower.lastStep()).isZero();
    Files.writeString(file, step(1, 8.0));
    start(0);
    follower.poll();
    assertThat(follower.lastStep()).isEqualTo(1);
  }
}
