package org.snowbert.jobs.results;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.JsonFiles;

/**
 * The content of {@code results.json}: the results of a training. It holds no time, so that equal
 * trainings write equal files.
 *
 * @param device the device that computed, {@code cpu} or {@code cuda}
 * @param precision the number type of matrix products, {@code fp32} or {@code bf16}
 * @param threads the number of threads that computed
 * @param parameters the number of parameters of the model
 * @param steps the number of optimizer steps
 * @param validation the evaluation after the last step; null without validation sentences
 * @param frequency_loss the validation loss of a guess by token frequencies alone, in nats; null
 *     without validation sentences
 */
public record TrainingResults(
    String device,
    String precision,
    int threads,
    long parameters,
    int steps,
    List<Epoch> epochs,
    @Nullable Evaluation validation,
    @Nullable Double frequency_loss) {
  /**
   * One epoch.
   *
   * @param epoch the epoch, counted from 1
   * @param step the last step of the epoch
   * @param training_loss the mean of the losses of its steps, in nats; each loss is computed before
   *     its step
   * @param validation_loss the validation loss after the last step of the epoch, in nats; the other
   *     figures are from the same evaluation; all are null without validation sentences
   */
  public record Epoch(
      int epoch,
      int step,
      double training_loss,
      @Nullable Double validation_loss,
      @Nullable Double validation_top1,
      @Nullable Double validation_top5) {}

  /**
   * Sums up {@code metrics.jsonl}, in which the steps of each epoch come before its validation, if
   * it has one.
   *
   * @throws IOException if a line is damaged
   */
  public static List<Epoch> epochs(Path metrics) throws IOException {
    EpochSums sums = new EpochSums();
    MetricsFile.read(metrics, sums::add);
    sums.finish();
    return sums.epochs;
  }

  private static final class EpochSums {
    private final List<Epoch> epochs = new ArrayList<>();
    private double loss;
    private int steps;
    private MetricsLine.@Nullable Step last;

    void add(MetricsLine line) {
      if (line instanceof MetricsLine.Step step) {
        if (last != null && step.epoch() != last.epoch()) {
          end(last, null);
        }
        loss += step.loss();
        steps++;
        last = step;
      } else if (line instanceof MetricsLine.Validation validation) {
        end(validation, validation);
      }
    }

    void finish() {
      if (last != null) {
        end(last, null);
      }
    }

    private void end(MetricsLine lastLine, MetricsLine.@Nullable Validation validation) {
      epochs.add(
          new Epoch(
              lastLine.epoch(),
              lastLine.step(),
              finite(loss / steps),
              validation == null ? null : (Double) finite(validation.validation_loss()),
              validation == null ? null : (Double) finite(validation.top1()),
              validation == null ? null : (Double) finite(validation.top5())));
      loss = 0;
      steps = 0;
      last = null;
    }

    /** Requires a finite number, because JSON has no other numbers. */
    private static double finite(double value) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a figure is not finite: " + value);
      }
      return value;
    }
  }

  public void write(Path file) throws IOException {
    JsonFiles.write(file, this);
  }
}
