package org.snowbert.worker.training;

import org.snowbert.settings.Schedule;

/**
 * The learning rate of each step. It equals that of transformers' {@code
 * get_linear_schedule_with_warmup} and its companions for the other schedules.
 *
 * @param peak the rate after the warm-up
 * @param warmup the number of steps of the warm-up
 * @param steps the number of steps of the training
 */
record LearningRate(Schedule schedule, double peak, int warmup, int steps) {
  /** The steps after which the inverse square root begins to fall where there is no warm-up. */
  private static final int STEPS_WITHOUT_WARMUP = 10_000;

  /** The rate of a step, counted from 1. */
  double at(int step) {
    int done = step - 1;
    if (done < warmup) {
      return peak * done / warmup;
    }
    return switch (schedule) {
      case CONSTANT -> peak;
      case LINEAR -> peak * (steps - done) / Math.max(1, steps - warmup);
      case COSINE ->
          peak
              * 0.5
              * (1 + StrictMath.cos(Math.PI * (done - warmup) / Math.max(1, steps - warmup)));
      case INVERSE_SQRT -> {
        int scale = warmup == 0 ? STEPS_WITHOUT_WARMUP : warmup;
        yield peak / Math.sqrt((double) (done - warmup + scale) / scale);
      }
    };
  }
}
