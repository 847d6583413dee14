package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JapaneseSegmenterTest {
  private final Segmenter segmenter = new JapaneseSegmenter();

  @Test
  void theNotebooksSentenceHasItsThirteenWords() {
    assertThat(segmenter.segment("誰が一番に着くか私には分かりません。"))
        .containsExactly("誰", "が", "一番", "に", "着く", "か", "私", "に", "は", "分かり", "ませ", "ん", "。");
  }

  @Test
  void blankTokensAreDropped() {
    assertThat(segmenter.segment("私は \u3000学生です")).containsExactly("私", "は", "学生", "です");
    assertThat(segmenter.segment(" ")).isEmpty();
    assertThat(segmenter.segment("")).isEmpty();
  }

  @Test
  void oneSegmenterTakesManySentences() {
    assertThat(segmenter.segment("猫。")).containsExactly("猫", "。");
    assertThat(segmenter.segment("犬")).containsExactly("犬");
    assertThat(segmenter.segment("猫。")).containsExactly("猫", "。");
  }
}
