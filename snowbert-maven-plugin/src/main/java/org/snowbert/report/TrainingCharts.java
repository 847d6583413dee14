package org.snowbert.report;

import java.util.Map;

/** The charts of a training. */
final class TrainingCharts {
  /** The colours of the two curves; {@code style.css} replaces them, for light and for dark. */
  static final String TRAINING = "#1f6fb4";

  private static final String VALIDATION = "#d9541e";

  private TrainingCharts() {}

  /** The charts by their names in {@code training.ftlh}. */
  static Map<String, String> of(Curves curves) {
    String mean =
        curves.stepsPerPoint() == 1 ? "" : ", mean of %d steps".formatted(curves.stepsPerPoint());
    return Map.of(
        "loss",
        loss(curves).svg(),
        "lossLegend",
        "training" + mean,
        "learningRate",
        new Chart("Learning rate by step", "step", "learning rate")
            .line(TRAINING, curves.learningRate())
            .svg(),
        "throughput",
        new Chart("Sentences a second by step", "step", "sentences/s")
            .line(TRAINING, curves.sentencesPerSecond())
            .svg());
  }

  private static Chart loss(Curves curves) {
    boolean validated = !curves.validationLoss().isEmpty();
    String title = validated ? "Training and validation loss by step" : "Training loss by step";
    Chart chart = new Chart(title, "step", "loss, nats a token");
    chart.line(TRAINING, curves.trainingLoss());
    if (validated) {
      chart.line(VALIDATION, curves.validationLoss());
      chart.points(VALIDATION, curves.validationLoss());
    }
    return chart;
  }
}
