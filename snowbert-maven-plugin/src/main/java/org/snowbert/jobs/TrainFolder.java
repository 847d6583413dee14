package org.snowbert.jobs;

import java.nio.file.Path;

/** The folder in which a training works: its checkpoints, its metrics, its model. */
public record TrainFolder(Path path) {
  /** The folder of the checkpoints, each of which is a folder {@code step-N}. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** One {@link org.snowbert.jobs.results.MetricsLine} a line. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /**
   * A {@link org.snowbert.jobs.results.TrainingStart}: the plugin deletes the file before a
   * training, the fork writes it when the training begins.
   */
  public Path start() {
    return path.resolve("metrics.jsonl.start");
  }

  /** The folder of the finished model, replaced as a whole. */
  public Path model() {
    return path.resolve("model");
  }

  /** A {@link org.snowbert.jobs.results.TrainingResults}. */
  public Path results() {
    return path.resolve("results.json");
  }
}
