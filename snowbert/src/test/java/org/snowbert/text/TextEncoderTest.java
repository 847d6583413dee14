package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.snowbert.inference.GoldenText;

class TextEncoderTest {
  @Test
  void tokensAreThoseOfTransformers() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    try (TextEncoder encoder = new TextEncoder(vocabulary)) {
      for (GoldenText golden : GoldenText.all()) {
        assertThat(encoder.encode(golden.text())).as(golden.text()).isEqualTo(golden.ids());
      }
    }
  }

  @Test
  void aTextIsNormalisedAsTheCorpusIs() throws IOException {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    try (TextEncoder encoder = new TextEncoder(vocabulary)) {
      assertThat(encoder.encode("\u0007　朝 [MASK]\n")).isEqualTo(encoder.encode("朝[MASK]"));
    }
  }
}
