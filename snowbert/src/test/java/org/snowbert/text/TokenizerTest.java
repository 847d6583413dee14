package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.inference.GoldenText;
import org.snowbert.text.Tokenizer.Word;

class TokenizerTest {
  @ParameterizedTest
  @ValueSource(strings = {"japanese", "japanese-character", "cased", "uncased", "transformers5"})
  void tokensAreThoseOfTransformers(String kind) throws IOException {
    TokenizerConfig config = TokenizerConfig.read(GoldenText.model(kind));
    Vocabulary vocabulary = Vocabulary.read(config.vocabularyFile(GoldenText.model(kind)));
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, config)) {
      for (GoldenText golden : GoldenText.all(kind)) {
        assertThat(tokenizer.encode(golden.text())).as(golden.text()).isEqualTo(golden.ids());
      }
    }
  }

  /** Special tokens of a text are tokens; what only looks like one is text. */
  @ParameterizedTest
  @ValueSource(strings = {"japanese", "japanese-character", "cased", "uncased"})
  void specialTokensWithinATextAreThoseTokens(String kind) throws IOException {
    TokenizerConfig config = TokenizerConfig.read(GoldenText.model(kind));
    Vocabulary vocabulary = Vocabulary.read(config.vocabularyFile(GoldenText.model(kind)));
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, config)) {
      assertThat(tokenizer.encode("[SEP][PAD] [MASK]")).containsExactly(2, 3, 0, 4, 3);
      assertThat(tokenizer.encode("［ＭＡＳＫ］ [mask]")).doesNotContain(vocabulary.mask());
      assertThat(tokenizer.words("[CLS] x").get(0).text()).isEqualTo("[CLS]");
    }
  }

  @Test
  void eachCharacterOfAWordIsAToken() throws IOException {
    Vocabulary vocabulary =
        Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "大", "学", "𠮷"));
    try (Tokenizer tokenizer = new Tokenizer(vocabulary, TokenizerConfig.JAPANESE_CHARACTER)) {
      assertThat(tokenizer.encode("大学 校𠮷")).containsExactly(2, 5, 6, 1, 7, 3);
      assertThat(tokenizer.words("大学")).singleElement().extracting(Word::text).isEqualTo("大学");
    }
  }

  /** A tokenizer that reads tokenizer.json expects spaces between the words. */
  @Test
  void tokenizerJsonGivesTheSameTokensOfSegmentedText(@TempDir Path folder) throws IOException {
    TokenizerFolder.write(Vocabulary.read(GoldenText.model().resolve("vocab.txt")), folder);
    try (HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"))) {
      assertThat(tokenizer.encode("１２ 月 の 朝 、 Ｍａｖｅｎ で [MASK] を 作る").getIds())
          .isEqualTo(IntStream.of(GoldenText.all().get(4).ids()).asLongStream().toArray());
    }
  }

  /** Every character that the mapping touches, and some that only NFKC changes. */
  @Test
  void tokenizerJsonNormalisesAsJavaDoes(@TempDir Path folder) throws IOException {
    List<String> tokens = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]");
    String touched =
        "’”“ａ　℃"
            + Normalizer.LONG_VOWELS
            + Normalizer.HYPHENS
            + Normalizer.BREAKS
            + Normalizer.INVISIBLE
            + "\b\u007f\u009f";
    Set<String> pieces = new TreeSet<>();
    for (String sign : List.of("a", "b", "ー", "'", "\"", "-", "°", "C")) {
      pieces.addAll(List.of(sign, "##" + sign));
    }
    Vocabulary vocabulary = Vocabulary.of(Stream.concat(tokens.stream(), pieces.stream()).toList());
    TokenizerFolder.write(vocabulary, folder);
    try (HuggingFaceTokenizer tokenizer =
        HuggingFaceTokenizer.newInstance(folder.resolve("tokenizer.json"))) {
      for (int i = 0; i < touched.length(); i++) {
        String text = "a" + touched.charAt(i) + "b";
        long[] ids = tokenizer.encode(text).getIds();
        assertThat(ids)
            .as("U+%04X", (int) touched.charAt(i))
            .isEqualTo(tokenizer.encode(Normalizer.japanese(text)).getIds())
            .doesNotContain(vocabulary.unk());
      }
    }
  }

  @Test
  void aTextIsNormalisedAsTheCorpusIs() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    try (Tokenizer encoder = new Tokenizer(vocabulary, TokenizerConfig.JAPANESE)) {
      assertThat(encoder.encode("\u0007　朝 [MASK]\n")).isEqualTo(encoder.encode("朝[MASK]"));
    }
  }
}
