package org.snowbert.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.steps.TrainingSummary;

/**
 * Says what training came to and what to do next.
 *
 * @param mvn how the user calls Maven for the project
 */
public record TrainingSummaryLines(TrainingSummary outcome, String mvn) {
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  compare   " + losses());
    if (outcome.took() != null) {
      lines.add("  time      training took " + HumanNumbers.duration(outcome.took()));
    }
    if (outcome.prompt() != null) {
      lines.add(
          "  ask it    %s -q snowbert:fill-mask -Dsnowbert.text='%s'"
              .formatted(mvn, outcome.prompt()));
    }
    lines.add("  see it    %s snowbert:report".formatted(mvn));
    return lines;
  }

  private String losses() {
    TrainingResults results = outcome.results();
    List<TrainingResults.Epoch> epochs = results.epochs();
    return String.format(
        Locale.ROOT,
        "loss %.4f in training%s, %.4f by guessing word frequencies alone",
        epochs.get(epochs.size() - 1).training_loss(),
        results.validation().loss_all_positions() == null ? "" : " over every position",
        results.frequency_loss());
  }
}
