package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.jobs.results.MetricsLine;

/** Holds the rule against transformers. {@code bench/golden_patience.py} prints the cases. */
final class BestValidationTest {
  @ParameterizedTest
  @CsvSource({
    "1, 3.1 2.9 3.0 2.7 2.9 2.8 2.7 2.6, 3, 2",
    "2, 3.1 2.9 3.1 2.7 2.9 2.8 2.4 2.6, 6, 4",
    "2, 3.2 3.0 2.8 2.9 2.6 2.5 2.4 2.3, 0, 8",
    "3, 3.3 3.0 3.1 2.7 2.7 2.8 2.7 2.4, 7, 4",
    "3, 3.2 3.0 2.9 3.0 2.8 2.5 2.7 2.3, 0, 8",
    "2, 2.5 2.5 2.5 2.5, 3, 1",
  })
  void trainingEndsAndKeepsAsInTransformers(int patience, String losses, int end, int kept) {
    BestValidation best = null;
    int step = 0;
    int ended = 0;
    for (String loss : losses.split(" ", -1)) {
      best = next(best, ++step, Double.parseDouble(loss));
      if (best.isOver(patience)) {
        ended = step;
        break;
      }
    }
    assertThat(ended).isEqualTo(end);
    assertThat(best).extracting(b -> b.validation().step()).isEqualTo(kept);
  }

  @Test
  void aValidationThatDoesNotCountMayBeTheBestAndUsesUpNoPatience() {
    BestValidation best = next(next(null, 1, 2.5), 2, 2.6);
    BestValidation worse = BestValidation.after(best, validation(3, 2.7), false);
    assertThat(worse.since()).isEqualTo(1);
    BestValidation better = BestValidation.after(worse, validation(4, 2.4), false);
    assertThat(better).isEqualTo(new BestValidation(validation(4, 2.4), 0));
  }

  private static BestValidation next(@Nullable BestValidation best, int step, double loss) {
    return BestValidation.after(best, validation(step, loss), true);
  }

  private static MetricsLine.Validation validation(int step, double loss) {
    return new MetricsLine.Validation(step, 1, loss, null, 0.25, 0.5);
  }
}
