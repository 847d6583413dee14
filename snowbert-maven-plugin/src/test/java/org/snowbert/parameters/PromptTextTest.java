package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PromptTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "秋には[MASK]が落ちる。",
        "秋には［MASK］が落ちる。",
        "秋には［ＭＡＳＫ］が落ちる。",
        "秋には___が落ちる。",
        "秋には＿＿＿が落ちる。",
        "秋には________が落ちる。 "
      })
  void aGapMayBeWrittenInManyWays(String text) {
    assertThat(PromptText.of(text)).isEqualTo("秋には[MASK]が落ちる。");
  }

  @ParameterizedTest
  @ValueSource(strings = {"snake_case", "__init__", "＿", "MASK"})
  void otherSignsAreNotGaps(String text) {
    assertThat(PromptText.of(text)).doesNotContain("[MASK]");
  }
}
