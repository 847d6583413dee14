package org.snowbert.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.console.TrainingLog;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.jobs.TrainFolder;

@Tag("fuzz")
final class MetricsFollowerFuzzTest {
  private static final byte[] METRICS =
      """
      {"step":1,"steps":4,"epoch":1,"loss":3.5,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      {"step":2,"epoch":1,"validation_loss":3.0,"top1":0.5,"top5":0.75}
      """
          .getBytes(StandardCharsets.UTF_8);

  private static final byte[] START =
      "{\"metrics\": 0, \"steps\": 4}".getBytes(StandardCharsets.UTF_8);

  @Test
  void damagedMetrics(@TempDir Path temporary) throws IOException {
    new Fuzz(
            temporary,
            (mutator, input) -> {
              TrainFolder folder = new TrainFolder(input);
              Files.write(folder.metrics(), mutator.once(2) ? mutator.mutate(METRICS) : METRICS);
              Files.write(folder.start(), mutator.once(3) ? mutator.mutate(START) : START);
            },
            (input, work) -> {
              MetricsFollower follower =
                  new MetricsFollower(
                      new TrainFolder(input),
                      new TrainingLog(
                          start -> List.of(start.toString()),
                          2,
                          Clock.systemUTC(),
                          line -> requireOneLine(line),
                          null));
              follower.finish();
              follower.lastStep();
            })
        .run();
  }

  private static void requireOneLine(String line) {
    if (line.contains("\n")) {
      throw new AssertionError(line);
    }
  }
}
