package org.snowbert.jobs.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;

@Tag("fuzz")
final class MetricsFuzzTest {
  private static final String METRICS =
      """
      {"step":1,"steps":4,"epoch":1,"loss":3.5,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      {"step":2,"steps":4,"epoch":1,"loss":3.25,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      {"step":2,"epoch":1,"validation_loss":3.0,"top1":0.5,"top5":0.75}
      {"step":3,"steps":4,"epoch":2,"loss":3.0,"learning_rate":1e-3,"sentences":8,"tokens":80,"step_ms":9.5}
      """;

  @Test
  void damagedMetrics(@TempDir Path folder) throws IOException {
    Path whole = Files.writeString(folder.resolve("metrics.jsonl"), METRICS);
    Fuzz.ofFile(whole, (file, work) -> TrainingResults.epochs(file)).run();
  }
}
