package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalizerTest {
  @Test
  void signsOfOneMeaningBecomeOne() {
    assertThat(Normalizer.japanese("〜～﹣－—━─")).isEqualTo("ーーーーーーー");
    assertThat(Normalizer.japanese("―‐˗֊‑‒–⁃⁻₋−")).isEqualTo("-----------");
    assertThat(Normalizer.japanese("’”“")).isEqualTo("'\"\"");
  }

  @Test
  void widthsAreUnifiedAfterTheSigns() {
    assertThat(Normalizer.japanese("Ｔｏｍ　は－５℃、ｶﾞ")).isEqualTo("Tom はー5°C、ガ");
  }

  @Test
  void controlCharactersAreRemoved() {
    assertThat(Normalizer.japanese("雨\bが\n降\u0085る\u007f")).isEqualTo("雨が降る");
  }

  @Test
  void whiteSpaceOfEveryKindIsStripped() {
    assertThat(Normalizer.japanese("\n\u3000\u00a0\u2007 雨 が\u2003\u202f\u2028\r\n"))
        .isEqualTo("雨 が");
  }

  @Test
  void charactersBeyondTheBasicPlaneStay() {
    assertThat(Normalizer.japanese("𠮟る😀")).isEqualTo("𠮟る😀");
  }
}
