package org.snowbert.jobs;

import java.nio.file.Path;

/** The folder in which a training works, with its checkpoints, metrics and model. */
public record TrainFolder(Path path) {
  /** The folder of the checkpoints, each of which is a folder {@code step-N}. */
  public Path checkpoints() {
    return path.resolve("checkpoints");
  }

  /** The metrics: one {@link org.snowbert.jobs.results.MetricsLine} per line. */
  public Path metrics() {
    return path.resolve("metrics.jsonl");
  }

  /** The folder with the metrics as TensorBoard reads them, in one event file. */
  public Path tensorBoard() {
    return path.resolve("tensorboard");
  }

  /**
   * The file with the {@link org.snowbert.jobs.results.TrainingStart}. The plugin deletes it before
   * a training, and the fork writes it when the training begins.
   */
  public Path start() {
    return path.resolve("metrics.jsonl.start");
  }

  /** The folder of the finished model, which is replaced as a whole. */
  public Path model() {
    return path.resolve("model");
  }

  /** The parameters of the best evaluation so far, while a training keeps them. */
  public Path best() {
    return path.resolve("best.safetensors");
  }

  /** The file with the {@link org.snowbert.jobs.results.TrainingResults}. */
  public Path results() {
    return path.resolve("results.json");
  }
}
