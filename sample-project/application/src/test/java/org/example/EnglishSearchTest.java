package org.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.MaskedLanguageModel;

/** LangChain4j opens the English model as it is, through ONNX Runtime. It needs no class of ours. */
class EnglishSearchTest {
  private static final Path FOLDER = Path.of(System.getProperty("englishFolder"));

  private final EmbeddingModel model =
      new OnnxEmbeddingModel(FOLDER.resolve("encoder.onnx"), FOLDER.resolve("tokenizer.json"), PoolingMode.MEAN);

  @Test
  void itFindsTheNearestSentence() {
    List<TextSegment> sentences =
        List.of(
            TextSegment.from("The cat sleeps under the table."),
            TextSegment.from("The bus arrives late because of the snow."),
            TextSegment.from("My father drinks hot tea in the morning."));
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.addAll(model.embedAll(sentences).content(), sentences);

    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(model.embed("My sister makes a cup of coffee.").content())
            .maxResults(1)
            .build();
    assertEquals(
        "My father drinks hot tea in the morning.",
        store.search(request).matches().get(0).embedded().text());
  }

  /** LangChain4j's vectors are those of the library, with a length of one. */
  @Test
  void itsVectorsAreOurs() throws IOException {
    String text = "The dog plays in the garden.";
    try (MaskedLanguageModel ours = MaskedLanguageModel.open(FOLDER)) {
      float[] expected = ours.vector(text);
      double length = 0;
      for (float value : expected) {
        length += value * value;
      }
      for (int i = 0; i < expected.length; i++) {
        expected[i] /= (float) Math.sqrt(length);
      }
      assertArrayEquals(expected, model.embed(text).content().vector(), 1e-5f);
    }
  }
}
