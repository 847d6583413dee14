package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.snowbert.settings.Schedule;

class LearningRateTest {
  /** The rates that transformers' get_linear_schedule_with_warmup(2, 6) gives with a peak of 1. */
  @Test
  void linearRisesAndFallsAsInTransformers() {
    LearningRate rate = new LearningRate(Schedule.LINEAR, 1, 2, 6);
    double[] expected = {0, 0.5, 1, 0.75, 0.5, 0.25};
    for (int step = 1; step <= 6; step++) {
      assertThat(rate.at(step)).isCloseTo(expected[step - 1], within(1e-12));
    }
  }

  @Test
  void constantStaysAtItsPeakAfterTheWarmup() {
    LearningRate rate = new LearningRate(Schedule.CONSTANT, 5e-5, 0, 6);
    assertThat(rate.at(1)).isEqualTo(5e-5);
    assertThat(rate.at(6)).isEqualTo(5e-5);
  }
}
