package org.snowbert.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.steps.TrainingSummary;

/**
 * Says, after a training, what it reached and what the user can do next.
 *
 * @param mvn the command that calls Maven for this project
 * @param execution what follows a goal to name the model, such as {@code @ja}; empty where the
 *     project makes one model
 */
public record TrainingSummaryLines(TrainingSummary summary, String mvn, String execution) {
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(losses());
    TrainingResults results = summary.results();
    if (results.steps() < results.planned_steps()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  ended     after step %,d of %,d, because the validation loss had not fallen (snowbert.patience)",
              results.steps(),
              results.planned_steps()));
    }
    if (results.best_step() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  kept      the model after step %,d, which has the lowest validation loss",
              results.best_step()));
    }
    if (summary.took() != null) {
      lines.add("  time      training took " + HumanNumbers.duration(summary.took()));
    }
    if (summary.prompt() != null) {
      lines.add(
          "  ask it    %s -q snowbert:fill-mask%s -Dsnowbert.text='%s'"
              .formatted(mvn, execution, summary.prompt()));
    }
    lines.add("  see it    %s snowbert:report%s".formatted(mvn, execution));
    return lines;
  }

  /** What makes the training loss differ from the validation loss. */
  private String scored() {
    MaskSettings masks = summary.masks();
    if (masks.labels() == Labels.ALL) {
      return " over every position";
    }
    return masks.maskProbability() == masks.evaluationMaskProbability()
        ? ""
        : " with %s masked".formatted(HumanNumbers.percent(masks.maskProbability()));
  }

  private String losses() {
    List<TrainingResults.Epoch> epochs = summary.results().epochs();
    Double guess = summary.results().frequency_loss();
    String training =
        String.format(
            Locale.ROOT,
            "loss %.4f in training%s",
            epochs.get(epochs.size() - 1).training_loss(),
            scored());
    return guess == null
        ? "  reached   %s; no sentences were kept for validation".formatted(training)
        : String.format(
            Locale.ROOT,
            "  compare   %s, %.4f by guessing word frequencies alone",
            training,
            guess);
  }
}
