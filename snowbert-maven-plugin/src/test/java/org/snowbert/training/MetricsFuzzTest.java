package org.snowbert.training;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;

@Tag("fuzz")
final class MetricsFuzzTest {
  private static final String FILE = "metrics.jsonl";
  private static final byte[] METRICS =
      """
      {"step":1,"steps":4,"epoch":1,"loss":3.5,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      {"step":2,"steps":4,"epoch":1,"loss":3.25,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      {"step":2,"epoch":1,"validation_loss":3.0,"top1":0.5,"top5":0.75}
      {"step":3,"steps":4,"epoch":2,"loss":3.0,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      """
          .getBytes(StandardCharsets.UTF_8);

  @Test
  void damagedMetrics(@TempDir Path folder) throws IOException {
    new Fuzz(
            folder,
            (mutator, input) -> Files.write(input.resolve(FILE), mutator.mutate(METRICS)),
            (input, work) -> TrainingResults.epochs(input.resolve(FILE)))
        .run();
  }
}
