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
 * @param steps the number of optimizer steps that were done
 * @param planned_steps the number of steps of all epochs; more than {@code steps} if the validation
 *     loss did not fall for so long that the training ended
 * @param best_step the step after which the model had the lowest validation loss, and whose
 *     parameters it has; null if it has those of the last step
 * @param validation the evaluation of the model; null without validation sentences
 * @param frequency_loss the validation loss of a guess by token frequencies alone, in nats; null
 *     without validation sentences
 */
public record TrainingResults(
    String device,
    String precision,
    int threads,
    long parameters,
    int steps,
    int planned_steps,
    @Nullable Integer best_step,
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
   * Sums up {@code metrics.jsonl}, in which each validation stands after its step.
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
    private MetricsLine.@Nullable Validation validation;

    void add(MetricsLine line) {
      if (line instanceof MetricsLine.Step step) {
        if (last != null && step.epoch() != last.epoch()) {
          end(last);
        }
        loss += step.loss();
        steps++;
        last = step;
        validation = null;
      } else if (line instanceof MetricsLine.Validation after) {
        validation = after;
      }
    }

    void finish() {
      if (last != null) {
        end(last);
      }
    }

    private void end(MetricsLine.Step last) {
      epochs.add(
          new Epoch(
              last.epoch(),
              last.step(),
              finite(loss / steps),
              validation == null ? null : (Double) finite(validation.validation_loss()),
              validation == null ? null : (Double) finite(validation.top1()),
              validation == null ? null : (Double) finite(validation.top5())));
      loss = 0;
      steps = 0;
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
