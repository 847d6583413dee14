package org.snowbert.worker.training;

import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.MetricsLine;

/**
 * The best validation so far. It is chosen as transformers' {@code EarlyStoppingCallback} chooses
 * it: a validation is better than another only if its loss is lower.
 *
 * @param validation the validation with the lowest loss, the first of equal ones
 * @param since the number of validations since then, of those that count
 */
record BestValidation(MetricsLine.Validation validation, int since) {
  /**
   * The best validation after one more.
   *
   * @param best the best one before; null if there was none
   * @param counts whether {@code next} counts among the validations whose loss has not fallen; it
   *     may be the best one in any case
   */
  static BestValidation after(
      @Nullable BestValidation best, MetricsLine.Validation next, boolean counts) {
    return best == null || next.validation_loss() < best.validation.validation_loss()
        ? new BestValidation(next, 0)
        : new BestValidation(best.validation, best.since + (counts ? 1 : 0));
  }

  /** Whether the loss has not fallen for so many validations that training ends. */
  boolean isOver(int patience) {
    return since >= patience;
  }
}
