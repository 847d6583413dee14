package org.snowbert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.snowbert.InvalidInputException;
import org.snowbert.training.Evaluation;

final class GatesTest {
  private static final Evaluation EVALUATION = new Evaluation(3.2141, null, 24.88, 0.41, 0.6, 100);

  @Test
  void everyMissedGateIsNamedWithItsFigure() {
    assertThat(new Gates(2.6, 20.0, 0.5).missedBy(EVALUATION))
        .containsExactly(
            "validation loss 3.2141 is above the gate of 2.6 (maxLoss)",
            "perplexity 24.8800 is above the gate of 20.0 (maxPerplexity)",
            "top-1 accuracy 0.4100 is below the gate of 0.5 (minTop1)");
  }

  @Test
  void aFigureAtTheGatePasses() {
    assertThat(new Gates(3.2141, 24.88, 0.41).missedBy(EVALUATION)).isEmpty();
  }

  @Test
  void aLossThatIsNotANumberPassesNoGate() {
    Evaluation broken = new Evaluation(Double.NaN, null, Double.NaN, Double.NaN, 0, 0);
    assertThat(new Gates(2.6, 20.0, 0.5).missedBy(broken)).hasSize(3);
  }

  @Test
  void withoutGatesEverythingPasses() {
    Gates none = new Gates(null, null, null);
    assertThat(none.missedBy(EVALUATION)).isEmpty();
    assertThat(none).hasToString("none");
  }

  @Test
  void aGateThatNothingPassesIsRefused() {
    assertThatThrownBy(() -> new Gates(-1.0, null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("maxLoss of <gates> is -1.0");
    assertThatThrownBy(() -> new Gates(null, 1.0, null)).hasMessageContaining("maxPerplexity");
    assertThatThrownBy(() -> new Gates(null, null, 1.5)).hasMessageContaining("minTop1");
  }
}
