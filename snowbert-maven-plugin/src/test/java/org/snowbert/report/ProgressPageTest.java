package org.snowbert.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.jobs.results.TrainingStart;

final class ProgressPageTest {
  private final TrainFolder training;
  private final StringBuilder metrics = new StringBuilder();

  ProgressPageTest(@TempDir Path folder) {
    training = new TrainFolder(folder);
  }

  private void begin(@Nullable Double frequencyLoss) throws IOException {
    JsonFiles.write(
        training.start(),
        new TrainingStart(
            0,
            900,
            100,
            9_000,
            500,
            2,
            128,
            1_000_000,
            0,
            400,
            "cpu",
            "fp32",
            false,
            2,
            frequencyLoss));
  }

  private void step(int step, int epoch) {
    metrics.append(
        new MetricsLine.Step(step, 400, epoch, 2.5, null, null, 1e-3, 16, 200, 2_000).json()
            + "\n");
  }

  private String page(ProgressPage.Stage stage) throws IOException {
    Files.writeString(training.metrics(), metrics);
    ProgressPage progress = new ProgressPage(training, "A <model>");
    Files.delete(training.start()); // as when the training ends
    Path page = progress.write(stage, training.path());
    assertThat(page).hasFileName("index.html");
    return Files.readString(page);
  }

  @Test
  void itShowsTheStepsSoFarAndTheTimeThatIsLeft() throws IOException {
    begin(5.25);
    step(1, 1);
    metrics.append(new MetricsLine.Validation(1, 1, 3.25, null, 0.25, 0.5).json() + "\n");
    step(2, 2);
    assertThat(page(ProgressPage.Stage.TRAINING))
        .contains(
            "<meta http-equiv=\"refresh\"",
            "A &lt;model&gt;",
            "<dd>2 of 400</dd>",
            "<dd>3.2500</dd>",
            "<dd>13 min</dd>", // 398 steps of 2 seconds
            "<td class=\"number\">25.0%</td>",
            "aria-label=\"Training and validation loss by step\"");
  }

  @Test
  void beforeTheFirstStepThereAreNoCurves() throws IOException {
    begin(null);
    assertThat(page(ProgressPage.Stage.TRAINING))
        .contains("<dd>0 of 400</dd>", "The first step is not done yet");
  }

  /** So an open page becomes that of the model. */
  @Test
  void afterTheTrainingItRefreshesItselfUntilTheBuildEnds() throws IOException {
    begin(null);
    step(1, 1);
    assertThat(page(ProgressPage.Stage.EVALUATING))
        .contains("the training has ended", "<meta http-equiv=\"refresh\"")
        .doesNotContain("time left");
  }

  @Test
  void afterTheEndItNoLongerRefreshesItself() throws IOException {
    begin(null);
    step(1, 1);
    assertThat(page(ProgressPage.Stage.ENDED))
        .contains("the training has ended")
        .doesNotContain("refresh", "time left");
  }
}
