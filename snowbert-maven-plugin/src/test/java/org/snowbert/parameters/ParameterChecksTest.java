package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.model.ModelSize;

final class ParameterChecksTest {
  @Test
  void aConstantMayBeInUpperOrLowerCase() {
    assertThat(ParameterChecks.constant("model", " Mini", ModelSize.class))
        .isEqualTo(ModelSize.MINI);
    assertThat(ParameterChecks.constant("model", null, ModelSize.BASE)).isEqualTo(ModelSize.BASE);
  }

  @Test
  void anUnknownConstantIsRefusedWithAListOfTheAllowedOnes() {
    assertThatThrownBy(() -> ParameterChecks.constant("model", "huge", ModelSize.class))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("snowbert.model is 'huge': use one of tiny, mini, small, medium, base, large");
  }

  @Test
  void numbersOutOfRangeAreRefusedByName() {
    assertThatThrownBy(() -> ParameterChecks.atLeast(1, "epochs", 0))
        .hasMessage("snowbert.epochs is 0: give at least 1");
    assertThatThrownBy(() -> ParameterChecks.fraction("maskProbability", 1))
        .hasMessage("snowbert.maskProbability is 1.0: give a number above 0 and below 1");
    assertThatThrownBy(() -> ParameterChecks.positive("learningRate", Double.NaN))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> ParameterChecks.between(0, 0.9, "dropout", Double.NaN))
        .hasMessage("snowbert.dropout is NaN: give a number from 0.0 to 0.9");
    assertThatThrownBy(() -> ParameterChecks.between(1, 9, "timeout", Long.MAX_VALUE))
        .hasMessage("snowbert.timeout is 9223372036854775807: give a number from 1 to 9");
    assertThat(ParameterChecks.between(0, 0.9, "dropout", 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"500MB, 500000000", "10GB, 10000000000", "1.5 tb, 1500000000000", "0kB, 0"})
  void aSizeHasAUnit(String text, long bytes) {
    assertThat(ParameterChecks.bytes("cacheSize", text)).isEqualTo(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "GB", "-1GB", "10 GiB", "1e3MB", "9999999GB"})
  void aSizeWithoutAUnitIsRefused(String text) {
    assertThatThrownBy(() -> ParameterChecks.bytes("cacheSize", text))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "snowbert.cacheSize is '%s': give a size with its unit, such as 500MB, 10GB or 1TB",
            text);
  }

  @Test
  void argumentsAreSplitAtSpacesOutsideQuotes() {
    assertThat(ParameterChecks.arguments(" -Xmx4g \"-Da=b c\"  -ea"))
        .containsExactly("-Xmx4g", "-Da=b c", "-ea");
    assertThat(ParameterChecks.arguments(null)).isEmpty();
  }

  @Test
  void aTimestampIsIsoOrSeconds() {
    Instant time = Instant.parse("2026-11-23T00:00:00Z");
    assertThat(ParameterChecks.timestamp("2026-11-23T09:00:00+09:00")).isEqualTo(time);
    assertThat(ParameterChecks.timestamp(Long.toString(time.getEpochSecond()))).isEqualTo(time);
    assertThat(ParameterChecks.timestamp("x")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"today", "1970-01-01T00:00:00Z", "99999999999999999999"})
  void aTimeThatAZipCannotHoldIsRefused(String value) {
    assertThatThrownBy(() -> ParameterChecks.timestamp(value))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("project.build.outputTimestamp", value);
  }
}
