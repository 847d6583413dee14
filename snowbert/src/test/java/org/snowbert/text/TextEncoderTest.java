package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.inference.GoldenText;

class TextEncoderTest {
  @Test
  void tokensAreThoseOfTransformers() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    try (TextEncoder encoder = new TextEncoder(vocabulary, Segmentation.JAPANESE)) {
      for (GoldenText golden : GoldenText.all()) {
        assertThat(encoder.encode(golden.text())).as(golden.text()).isEqualTo(golden.ids());
      }
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

  @Test
  void aTextIsNormalisedAsTheCorpusIs() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    try (TextEncoder encoder = new TextEncoder(vocabulary, Segmentation.JAPANESE)) {
      assertThat(encoder.encode("\u0007　朝 [MASK]\n")).isEqualTo(encoder.encode("朝[MASK]"));
    }
  }
}
