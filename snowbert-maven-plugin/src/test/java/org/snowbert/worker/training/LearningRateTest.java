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

  /** The rates that transformers' get_cosine_schedule_with_warmup(2, 6) gives. */
  @Test
  void cosineFallsAsInTransformers() {
    LearningRate rate = new LearningRate(Schedule.COSINE, 1, 2, 6);
    double[] expected = {0, 0.5, 1, 0.8535533905932737, 0.5, 0.14644660940672627};
    for (int step = 1; step <= 6; step++) {
      assertThat(rate.at(step)).isCloseTo(expected[step - 1], within(1e-12));
    }
  }

  /** The rates that transformers' get_inverse_sqrt_schedule gives with a warm-up of 2 and of 0. */
  @Test
  void theInverseSquareRootFallsAsInTransformers() {
    LearningRate rate = new LearningRate(Schedule.INVERSE_SQRT, 1, 2, 6);
    double[] expected = {0, 0.5, 1, 0.8164965809277261, 0.7071067811865475, 0.6324555320336759};
    for (int step = 1; step <= 6; step++) {
      assertThat(rate.at(step)).isCloseTo(expected[step - 1], within(1e-12));
    }
    LearningRate withoutWarmup = new LearningRate(Schedule.INVERSE_SQRT, 1, 0, 6);
    assertThat(withoutWarmup.at(1)).isEqualTo(1);
    assertThat(withoutWarmup.at(6)).isCloseTo(0.9997500937109545, within(1e-12));
  }
}
