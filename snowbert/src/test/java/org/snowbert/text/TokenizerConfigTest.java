package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.text.TokenizerConfig.Kind;

final class TokenizerConfigTest {
  private static TokenizerConfig read(Path folder, String json) throws IOException {
    Files.writeString(folder.resolve("tokenizer_config.json"), json);
    return TokenizerConfig.read(folder);
  }

  static Stream<TokenizerConfig> configurations() {
    return Stream.of(
        TokenizerConfig.JAPANESE,
        TokenizerConfig.JAPANESE_CHARACTER,
        TokenizerConfig.CASED,
        TokenizerConfig.UNCASED,
        new TokenizerConfig(Kind.BERT, true, false, false),
        new TokenizerConfig(Kind.BERT, false, true, true));
  }

  @ParameterizedTest
  @MethodSource("configurations")
  void theWrittenFilesTellTheConfiguration(TokenizerConfig config, @TempDir Path folder)
      throws IOException {
    Vocabulary vocabulary = Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    TokenizerFiles.write(vocabulary, config, folder);
    assertThat(TokenizerConfig.read(folder)).isEqualTo(config);
    assertThat(Vocabulary.read(config.vocabularyFile(folder))).isEqualTo(vocabulary);
  }

  /** What transformers 5.18 made of these files. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {} | uncased
          {"do_lower_case": false} | cased
          {"tokenizer_class": "BertTokenizer"} | uncased
          {"tokenizer_class": "BertTokenizerFast", "do_lower_case": false, "strip_accents": null} | cased
          {"tokenizer_class": "BertTokenizer", "strip_accents": false} | uncased, strip_accents false
          {"do_lower_case": false, "strip_accents": true} | cased, strip_accents true
          {"do_lower_case": false, "tokenize_chinese_chars": false} | cased, tokenize_chinese_chars false
          {"do_lower_case": false, "mask_token": {"content": "[MASK]", "__type": "AddedToken"}, "added_tokens_decoder": {"4": {"content": "[MASK]"}}} | cased
          """)
  void aBertTokenizerIsReadAsTransformersReadsIt(String json, String name, @TempDir Path folder)
      throws IOException {
    assertThat(read(folder, json)).hasToString(name);
  }

  @Test
  void aModelWithoutAConfigurationIsUncasedAsInTransformers(@TempDir Path folder)
      throws IOException {
    assertThat(TokenizerConfig.read(folder)).isEqualTo(TokenizerConfig.UNCASED);
  }

  /** As in the first models of Tohoku University. */
  @Test
  void theClassMayStandInTheConfigurationOfTheModel(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("config.json"), "{\"tokenizer_class\": \"BertJapaneseTokenizer\"}");
    assertThat(
            read(
                folder,
                "{\"word_tokenizer_type\": \"mecab\", \"mecab_kwargs\": {\"mecab_dic\": \"ipadic\"}}"))
        .isEqualTo(TokenizerConfig.JAPANESE);
    assertThatThrownBy(() -> read(folder, "{\"do_lower_case\": false}"))
        .hasMessageContaining("word_tokenizer_type basic");
  }

  /** The characters are the same, whichever dictionary finds the words. */
  @Test
  void aDictionaryDoesNotMatterToCharacters(@TempDir Path folder) throws IOException {
    assertThat(
            read(
                folder,
                "{\"tokenizer_class\": \"BertJapaneseTokenizer\", \"word_tokenizer_type\": \"mecab\", \"subword_tokenizer_type\": \"character\", \"mecab_kwargs\": {\"mecab_dic\": \"unidic_lite\"}}"))
        .isEqualTo(TokenizerConfig.JAPANESE_CHARACTER);
  }

  @Test
  void aTokenizerOfTheGeneralClassIsThatOfItsFile(@TempDir Path folder) throws IOException {
    Vocabulary vocabulary = Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    TokenizerConfig config = new TokenizerConfig(Kind.BERT, true, false, true);
    TokenizerFiles.write(vocabulary, config, folder);
    assertThat(read(folder, "{\"tokenizer_class\": \"PreTrainedTokenizerFast\"}"))
        .isEqualTo(config);
    TokenizerFiles.write(vocabulary, TokenizerConfig.JAPANESE, folder);
    assertThatThrownBy(() -> read(folder, "{\"tokenizer_class\": \"TokenizersBackend\"}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("tokenizer.json", "not that of a BertTokenizer");
  }

  /** Tohoku's models of version 2 and 3, and tokenizers of other models. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "unidic_lite"} | mecab_dic unidic_lite
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": null} | mecab_dic none
          "BertJapaneseTokenizer" | word_tokenizer_type basic
          "BertJapaneseTokenizer", "word_tokenizer_type": "sudachi" | word_tokenizer_type sudachi
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "subword_tokenizer_type": "sentencepiece" | subword_tokenizer_type sentencepiece
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "do_subword_tokenize": false | do_subword_tokenize false
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "ipadic"}, "do_lower_case": true | do_lower_case true
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"mecab_dic": "ipadic", "mecab_option": "-d x"} | mecab_option -d x
          "BertJapaneseTokenizer", "word_tokenizer_type": "mecab", "mecab_kwargs": {"normalize_text": false} | normalize_text false
          "AlbertTokenizer" | AlbertTokenizer
          "XLMRobertaTokenizerFast" | XLMRobertaTokenizerFast
          "BertTokenizer", "mask_token": "<mask>" | mask_token <mask>
          "BertTokenizer", "added_tokens_decoder": {"9": {"content": "<name>"}} | added token <name>
          "BertTokenizer", "additional_special_tokens": ["<name>"] | added token <name>
          """)
  void aTokenizerWithOtherTokensIsRefused(String json, String part, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, "{\"tokenizer_class\": " + json + "}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(
            folder.resolve("tokenizer_config.json").toString(), part, "cannot be made here");
  }

  @Test
  void aMissingDictionaryCanBeNamed(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                read(
                    folder,
                    "{\"tokenizer_class\": \"BertJapaneseTokenizer\", \"word_tokenizer_type\": \"mecab\", \"mecab_kwargs\": null}"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("add \"mecab_kwargs\": {\"mecab_dic\": \"ipadic\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"tokenizer_class\": []}",
        "{\"tokenizer_class\": {}}",
        "{\"added_tokens_decoder\": 3}",
        "{\"mask_token\": {}}"
      })
  void aDamagedFileIsRefused(String json, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, json))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve("tokenizer_config.json").toString());
  }
}
