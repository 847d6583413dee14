package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.MetricsLine;

final class MetricsLogTest {
  private static final MetricsLine STEP =
      new MetricsLine.Step(3, 9, 1, 2.5, null, null, 1e-3, 16, 200, 4);
  private static final MetricsLine VALIDATION =
      MetricsLine.Validation.of(3, 1, new Evaluation(2.4, null, 11, 0.3, 0.5, 40));

  /** A training that stops after the validation of an epoch does this validation again. */
  @Test
  void theValidationOfTheLastStepIsLeftOut(@TempDir Path folder) throws IOException {
    Path kept = folder.resolve("kept.jsonl");
    TrainFolder training = new TrainFolder(folder);
    Path file = training.metrics();
    Files.writeString(kept, STEP.json() + "\n" + VALIDATION.json() + "\n");
    MetricsLog.begin(training, kept).close();
    assertThat(file).hasContent(STEP.json());
    try (MetricsLog metrics = MetricsLog.begin(training, file)) {
      metrics.write(VALIDATION);
    }
    assertThat(file).hasSameTextualContentAs(kept);
  }
}
