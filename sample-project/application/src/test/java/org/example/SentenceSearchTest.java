package org.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.model.embedding.EmbeddingModel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.MaskedLanguageModel;

/** LangChain4j searches with both models. */
class SentenceSearchTest {
  private static final Path ENGLISH = Path.of("target", "easy-english");

  @Test
  void theEnglishModelFindsTheNearestSentence() {
    List<String> sentences =
        List.of(
            "The cat sleeps under the table.",
            "The bus arrives late because of the snow.",
            "My father drinks hot tea in the morning.");
    assertEquals(
        "My father drinks hot tea in the morning.",
        SentenceSearch.nearest(
            SentenceSearch.open(ENGLISH), sentences, "My sister makes a cup of coffee."));
  }

  @Test
  void theJapaneseModelFindsTheNearestSentence() throws IOException {
    List<String> sentences = List.of("父は水を飲みました。", "冬には雪が山に降ります。", "駅の前で友達を待ちました。");
    try (MaskedLanguageModel model =
        MaskedLanguageModel.open(Path.of(System.getProperty("model")))) {
      EmbeddingModel embeddings = new MaskedLanguageModelEmbeddings(model);
      assertEquals(
          "父は水を飲みました。", SentenceSearch.nearest(embeddings, sentences, "母はお茶を飲みます。"));
    }
  }

  /** LangChain4j's vectors are those of the library, with a length of one. */
  @Test
  void theVectorsAreThoseOfTheLibrary() throws IOException {
    String text = "The dog plays in the garden.";
    try (MaskedLanguageModel library = MaskedLanguageModel.open(ENGLISH)) {
      float[] expected = library.vector(text);
      double square = 0;
      for (float value : expected) {
        square += value * value;
      }
      for (int i = 0; i < expected.length; i++) {
        expected[i] /= (float) Math.sqrt(square);
      }
      float[] actual = SentenceSearch.open(ENGLISH).embed(text).content().vector();
      assertArrayEquals(expected, actual, 1e-5f);
    }
  }
}
