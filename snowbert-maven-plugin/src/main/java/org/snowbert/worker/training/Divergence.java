package org.snowbert.worker.training;

import java.util.Locale;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.TrainSettings;

/** Ends a training whose loss is NaN or infinite. Its earlier checkpoints stay. */
final class Divergence {
  private Divergence() {}

  /**
   * Requires a finite loss.
   *
   * @param name the name of the loss in the message
   * @param step the step that gave the loss, or after which the loss was computed
   * @param rate the learning rate of the step
   * @throws InvalidInputException if the loss is NaN or infinite
   */
  static void requireFinite(String name, double loss, int step, double rate, TrainRequest request) {
    if (Double.isFinite(loss)) {
      return;
    }
    TrainSettings settings = request.settings();
    throw new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s is %s at step %d, with learning rate %.2e: try snowbert.learningRate %.1e instead of %.1e%s, or a larger snowbert.%s (the checkpoints of earlier steps stay in %s)",
            name,
            loss,
            step,
            rate,
            settings.learningRate() / 10,
            settings.learningRate(),
            settings.clipNorm() == null ? ", snowbert.clipNorm 1" : "",
            settings.warmupSteps() == null ? "warmupFraction" : "warmupSteps",
            request.folder().checkpoints()));
  }
}
