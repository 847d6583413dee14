package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class HumanNumbersTest {
  @Test
  void durationsAreInSecondsThenMinutesThenHours() {
    assertThat(HumanNumbers.duration(Duration.ofSeconds(119))).isEqualTo("119 s");
    assertThat(HumanNumbers.duration(Duration.ofSeconds(151))).isEqualTo("3 min");
    assertThat(HumanNumbers.duration(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
  }

  @Test
  void learningRatesHaveNoNeedlessZeros() {
    assertThat(HumanNumbers.rate(5e-5)).isEqualTo("5e-5");
    assertThat(HumanNumbers.rate(1)).isEqualTo("1e+0");
    assertThat(HumanNumbers.rate(1e-10)).isEqualTo("1e-10");
    assertThat(HumanNumbers.rate(0)).isEqualTo("0");
  }

  @Test
  void oneIsSingular() {
    assertThat(HumanNumbers.count(1, "step")).isEqualTo("1 step");
    assertThat(HumanNumbers.count(1_000, "step")).isEqualTo("1,000 steps");
  }

  @Test
  void aProbabilityThatRoundsToZeroIsBelowAThousandth() {
    assertThat(HumanNumbers.probability(0.684)).isEqualTo("0.684");
    assertThat(HumanNumbers.probability(0.0005)).isEqualTo("0.001");
    assertThat(HumanNumbers.probability(0.0004)).isEqualTo("<0.001");
  }
}
