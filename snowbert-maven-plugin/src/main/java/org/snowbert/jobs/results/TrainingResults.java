package org.snowbert.jobs.results;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.snowbert.internal.JsonFiles;
import org.snowbert.model.Accelerator;
import org.snowbert.worker.Threads;
import org.snowbert.worker.training.TokenFrequencies;

/**
 * The content of {@code results.json}: what training came to, without a time, so that equal runs
 * say equal things.
 *
 * @param device that was used, {@code cpu} or {@code cuda}
 * @param precision of matrix products, {@code fp32} or {@code bf16}
 * @param threads that computed
 * @param parameters of the model
 * @param steps of the optimizer
 * @param validation the evaluation after the last step
 * @param frequency_loss what {@link TokenFrequencies} alone reach on the same tokens
 */
public record TrainingResults(
    String device,
    String precision,
    int threads,
    long parameters,
    int steps,
    List<Epoch> epochs,
    Evaluation validation,
    double frequency_loss) {
  /**
   * One epoch.
   *
   * @param step its last
   * @param training_loss the mean of its steps' losses, each taken before the step
   * @param validation_loss after its last step, as are the other figures
   */
  public record Epoch(
      int epoch,
      int step,
      double training_loss,
      double validation_loss,
      double validation_top1,
      double validation_top5) {}

  public static TrainingResults of(
      Accelerator accelerator,
      Threads threads,
      long parameters,
      int steps,
      Path metrics,
      Evaluation validation,
      double frequencyLoss)
      throws IOException {
    return new TrainingResults(
        name(accelerator),
        precision(accelerator),
        threads.all(),
        parameters,
        steps,
        epochs(metrics),
        validation,
        frequencyLoss);
  }

  public static String name(Accelerator accelerator) {
    return accelerator.device().isGpu() ? "cuda" : "cpu";
  }

  public static String precision(Accelerator accelerator) {
    return accelerator.bf16() ? "bf16" : "fp32";
  }

  /** Sums up {@code metrics.jsonl}, where each epoch's steps stand before its validation. */
  static List<Epoch> epochs(Path metrics) throws IOException {
    Epochs epochs = new Epochs();
    MetricsFile.read(metrics, epochs::add);
    return epochs.all;
  }

  private static final class Epochs {
    private final List<Epoch> all = new ArrayList<>();
    private double loss;
    private int steps;

    void add(JsonObject line) {
      if (line.has("validation_loss")) {
        all.add(
            new Epoch(
                line.get("epoch").getAsInt(),
                line.get("step").getAsInt(),
                finite(loss / steps),
                finite(line.get("validation_loss").getAsDouble()),
                finite(line.get("top1").getAsDouble()),
                finite(line.get("top5").getAsDouble())));
        loss = 0;
        steps = 0;
      } else {
        loss += line.get("loss").getAsDouble();
        steps++;
      }
    }

    /** JSON has no other numbers. */
    private static double finite(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("it is " + value);
      }
      return value;
    }
  }

  public void write(Path file) throws IOException {
    JsonFiles.write(file, this);
  }
}
