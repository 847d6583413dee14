package org.snowbert.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.templates.Templates;

/** Writes the page about a training that goes on, in the place of the page about the model. */
public final class ProgressPage {
  /** The time after which a browser reads the page again. */
  public static final int REFRESH_SECONDS = 5;

  /** How far the build is whose training the page shows. */
  public enum Stage {
    /** The training goes on. */
    TRAINING,
    /** The training has ended, and its build is yet to replace the page by that of the model. */
    EVALUATING,
    /** The build has ended, and nothing replaces the page. */
    ENDED
  }

  private final TrainFolder training;
  private final String name;
  private final TrainingStart start;

  /**
   * The page of a training.
   *
   * @param training a training that goes on and has written its start, which goes with its end
   * @param name the name of the project
   */
  public ProgressPage(TrainFolder training, String name) throws IOException {
    this.training = training;
    this.name = name;
    this.start =
        JsonFiles.read(
            training.start(), json -> JsonFiles.GSON.fromJson(json, TrainingStart.class));
  }

  /**
   * Writes {@code index.html} into a folder. The page refreshes itself until the build has ended.
   */
  public Path write(Stage stage, Path folder) throws IOException {
    Curves curves = Curves.read(training.metrics());
    List<TrainingResults.Epoch> epochs = TrainingResults.epochs(training.metrics());
    int step = epochs.isEmpty() ? start.done() : epochs.get(epochs.size() - 1).step();
    Map<String, Object> page = new HashMap<>();
    page.put("name", name);
    page.put("running", stage == Stage.TRAINING);
    page.put("refreshing", stage != Stage.ENDED);
    page.put("refresh", REFRESH_SECONDS);
    page.put("start", start);
    page.put("step", step);
    page.put("epochs", epochs);
    page.put("secondsLeft", (start.steps() - step) * curves.millisecondsPerStep() / 1000);
    page.put("validated", start.frequency_loss() != null);
    List<Curves.Point> validations = curves.validationLoss();
    if (!validations.isEmpty()) {
      page.put("validationLoss", validations.get(validations.size() - 1).value());
    }
    page.put("charts", TrainingCharts.of(curves));
    Files.createDirectories(folder);
    Path file = folder.resolve("index.html");
    AtomicFiles.write(file, Templates.fill(ProgressPage.class, "progress.ftlh", page));
    return file;
  }
}
