package org.snowbert.worker.training;

import java.util.Locale;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.TrainSettings;

/** Ends a training whose loss is no number any more; its earlier checkpoints stay. */
final class Divergence {
  private Divergence() {}

  /**
   * Does nothing if a loss is a number.
   *
   * @param what the loss is called
   * @param step that gave it, or after which it was found
   * @param rate the step's learning rate
   * @throws InvalidInputException if it is none
   */
  static void check(String what, double loss, int step, double rate, TrainRequest request) {
    if (Double.isFinite(loss)) {
      return;
    }
    TrainSettings settings = request.settings();
    throw new InvalidInputException(
        String.format(
            Locale.ROOT,
            "%s is %s at step %d, with learning rate %.2e: try snowbert.learningRate %.1e instead of %.1e%s or more of snowbert.warmupSteps; the checkpoints of earlier steps stay in %s",
            what,
            loss,
            step,
            rate,
            settings.learningRate() / 10,
            settings.learningRate(),
            settings.clipNorm() == null ? ", snowbert.clipNorm 1" : "",
            request.folder().checkpoints()));
  }
}
