package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
  void controlCharactersAndInvisibleOnesAreRemoved() {
    assertThat(Normalizer.japanese("雨\bが降\u0001る\u007f")).isEqualTo("雨が降る");
    assertThat(Normalizer.japanese("\ufeff雨\u200bが\u2060降\u00adる")).isEqualTo("雨が降る");
  }

  @Test
  void lineBreaksAndTabsBecomeABlank() {
    assertThat(Normalizer.japanese("Hello\nworld")).isEqualTo("Hello world");
    assertThat(Normalizer.japanese("a\tb\r\nc\u000bd\fe\u0085f\u2028g\u2029h\u1680i"))
        .isEqualTo("a b c d e f g h i");
    assertThat(Normalizer.bert("a\tb\nc\u2028d")).isEqualTo("a b c d");
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

  @Test
  void onlySpacesAndInvisibleCharactersOfOtherTextChange() {
    assertThat(Normalizer.bert("\ufeff ﬁne—“Ｗ”\r\nso\u00adft\u0000\ud800\u2003ﬆ\ufffd "))
        .isEqualTo("ﬁne—“Ｗ”  soft ﬆ");
  }

  /** Python reads the text as it is, and this normal form must not change its words. */
  @Test
  void noCharacterMakesOtherWords() throws IOException {
    try (Segmenter segmenter = TokenizerConfig.UNCASED.segmenter()) {
      for (int c = 1; c < 0x30000; c++) {
        if (Character.getType(c) != Character.SURROGATE) {
          String text = "a" + Character.toString(c) + "b";
          assertThat(segmenter.segment(Normalizer.bert(text)))
              .as("U+%04X", c)
              .isEqualTo(segmenter.segment(text));
        }
      }
    }
  }

  @Test
  void invisibleCharactersDoNotKeepSignsApart() {
    assertThat(Normalizer.japanese("か\u200b\u3099")).isEqualTo("が");
  }
}
