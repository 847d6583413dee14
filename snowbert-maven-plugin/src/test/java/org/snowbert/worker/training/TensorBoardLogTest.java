package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.results.MetricsLine;

final class TensorBoardLogTest {
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_000), ZoneOffset.UTC);

  private static MetricsLine step(int step) {
    return new MetricsLine.Step(step, 9, 1, 2.5, null, null, 1e-3, 16, 200, 4_000);
  }

  private static Map<String, Double> train() {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put("train/loss", 2.5);
    figures.put("train/learning_rate", 1e-3);
    return figures;
  }

  /** The steps before a checkpoint took 8 seconds, which end now. */
  @Test
  void aTrainingThatGoesOnHasOneFileWithAllItsSteps(@TempDir Path folder) throws IOException {
    Path events = Files.createDirectories(folder.resolve("tensorboard"));
    Files.writeString(events.resolve("events.out.tfevents.1.snowbert"), "of an earlier run");
    TensorBoardLog log = TensorBoardLog.begin(events, List.of(step(1), step(2)), CLOCK);
    log.write(step(3));
    log.close();
    ByteArrayOutputStream expected = new ByteArrayOutputStream();
    try (EventFile file = new EventFile(expected, 992)) {
      file.add(996, 1, train());
      file.add(1_000, 2, train());
      file.add(1_000, 3, train());
    }
    assertThat(events.toFile().list()).containsExactly("events.out.tfevents.1000.snowbert");
    assertThat(events.resolve("events.out.tfevents.1000.snowbert"))
        .hasBinaryContent(expected.toByteArray());
  }
}
