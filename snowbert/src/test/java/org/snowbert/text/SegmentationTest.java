package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;

final class SegmentationTest {
  private static Segmentation read(Path folder, String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
    return Segmentation.read(folder);
  }

  @ParameterizedTest
  @EnumSource
  void theConfigurationTellsTheSegmentation(Segmentation segmentation, @TempDir Path folder)
      throws IOException {
    Vocabulary vocabulary = Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    TokenizerFiles.write(vocabulary, segmentation, folder);
    assertThat(Segmentation.read(folder)).isEqualTo(segmentation);
  }

  @Test
  void aModelWithoutAConfigurationIsJapanese(@TempDir Path folder) throws IOException {
    assertThat(Segmentation.read(folder)).isEqualTo(Segmentation.JAPANESE);
    assertThat(read(folder, "{\"do_lower_case\": false}")).isEqualTo(Segmentation.JAPANESE);
  }

  /** The configurations that transformers 4 and 5 save for cased models. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": false, \"strip_accents\": null}",
        "{\"tokenizer_class\": \"BertTokenizerFast\", \"do_lower_case\": false}"
      })
  void aCasedBertTokenizerSplitsAtWhiteSpace(String json, @TempDir Path folder) throws IOException {
    assertThat(read(folder, json)).isEqualTo(Segmentation.WHITESPACE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tokenizer_class\": \"BertTokenizer\"}",
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": true}",
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": false, \"strip_accents\": true}"
      })
  void aTokenizerThatChangesLettersIsRefused(String json, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(folder.resolve("tokenizer_config.json").toString(), "cased model");
  }

  /** Tohoku's models of version 2 and 3 and of characters, and tokenizers of other models. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "unidic_lite"} | mecab_dic unidic_lite
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab" | mecab_dic unidic_lite
          "BertJapaneseTokenizer" | word_tokenizer_type basic
          "BertJapaneseTokenizer", "word_tokenizer_type": "sudachi" | word_tokenizer_type sudachi
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "ipadic"}, "subword_tokenizer_type": "character" | subword_tokenizer_type character
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "ipadic"}, "do_lower_case": true | do_lower_case true
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "ipadic", "mecab_option": "-d x"} | mecab_option -d x
          "AlbertTokenizer" | AlbertTokenizer
          "XLMRobertaTokenizerFast" | XLMRobertaTokenizerFast
          """)
  void aTokenizerWithOtherTokensIsRefused(String json, String part, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, "{\"tokenizer_class\": " + json + "}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            folder.resolve("tokenizer_config.json").toString(), part, "cannot be made here");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{\"tokenizer_class\": []}", "{\"tokenizer_class\": {}}"})
  void aDamagedFileIsRefused(String json, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve("tokenizer_config.json").toString());
  }
}
