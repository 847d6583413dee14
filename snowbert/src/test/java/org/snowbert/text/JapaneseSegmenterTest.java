package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class JapaneseSegmenterTest {
  private static final Path MECABS_WORDS =
      Path.of("src/test/resources/org/snowbert/text/mecab-words.txt");

  private final Segmenter segmenter = new JapaneseSegmenter();

  @Test
  void theNotebooksSentenceHasItsThirteenWords() {
    assertThat(segmenter.segment("誰が一番に着くか私には分かりません。"))
        .containsExactly("誰", "が", "一番", "に", "着く", "か", "私", "に", "は", "分かり", "ませ", "ん", "。");
  }

  static Stream<String> sentencesWithWords() throws IOException {
    return Files.readAllLines(MECABS_WORDS).stream();
  }

  /** Each line of the file is a sentence, a tab, and the words that MeCab prints, with tabs. */
  @ParameterizedTest
  @MethodSource("sentencesWithWords")
  void wordsAreThoseThatMecabPrinted(String line) {
    List<String> fields = List.of(line.split("\t"));
    assertThat(segmenter.segment(fields.get(0))).isEqualTo(fields.subList(1, fields.size()));
  }

  /**
   * Which class 万 has, an adverb's or a number's, is a matter of chance where both cost the same:
   * MeCab takes the first in the order in which the file system listed IPADIC's files.
   */
  @Test
  @EnabledIf("org.snowbert.text.Mecab#isInstalled")
  void wordsAndTheirClassesAreThoseOfMecab() throws IOException {
    List<String> sentences = new RandomText().sentences(60_000).toList();
    List<List<String>> words = Mecab.words(sentences);
    List<List<String>> classes = Mecab.wordClasses(sentences);
    for (int i = 0; i < sentences.size(); i++) {
      assertThat(segmenter.segment(sentences.get(i))).isEqualTo(words.get(i));
      if (!words.get(i).contains("万")) {
        assertThat(segmenter.wordClasses(sentences.get(i))).isEqualTo(classes.get(i));
      }
    }
  }

  @Test
  void blanksArePartOfNoWord() {
    assertThat(segmenter.segment(" 私は  学生です ")).containsExactly("私", "は", "学生", "です");
    assertThat(segmenter.segment(" ")).isEmpty();
    assertThat(segmenter.segment("")).isEmpty();
  }

  @Test
  void oneSegmenterTakesManySentences() {
    assertThat(segmenter.segment("猫。")).containsExactly("猫", "。");
    assertThat(segmenter.segment("犬")).containsExactly("犬");
    assertThat(segmenter.segment("猫。")).containsExactly("猫", "。");
  }

  /** The square of the length would take hours. */
  @Test
  @Timeout(60)
  void aTextOfAMillionCharactersIsSegmented() {
    assertThat(String.join("", segmenter.segment("ア".repeat(1_000_000)))).hasSize(1_000_000);
    assertThat(segmenter.segment("猫です。".repeat(250_000))).hasSize(750_000);
  }
}
