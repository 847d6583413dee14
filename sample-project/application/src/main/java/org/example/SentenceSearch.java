package org.example;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.OnnxEmbeddingModel;
import dev.langchain4j.model.embedding.onnx.PoolingMode;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.nio.file.Path;
import java.util.List;

/** Finds the sentence that is nearest to a query. */
public final class SentenceSearch {
  private SentenceSearch() {}

  public static void main(String[] args) {
    EmbeddingModel model = open(Path.of("target", "easy-english")); // where the POM unpacks it
    List<String> sentences =
        List.of(
            "The cat sleeps under the table.",
            "The bus arrives late because of the snow.",
            "My father drinks hot tea in the morning.");
    System.out.println(nearest(model, sentences, "My sister makes a cup of coffee."));
  }

  /** Opens a model with {@code segmenter} {@code cased} or {@code uncased}. */
  static EmbeddingModel open(Path folder) {
    return new OnnxEmbeddingModel(
        folder.resolve("encoder.onnx"), folder.resolve("tokenizer.json"), PoolingMode.MEAN);
  }

  static String nearest(EmbeddingModel model, List<String> sentences, String query) {
    List<TextSegment> segments = sentences.stream().map(TextSegment::from).toList();
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.addAll(model.embedAll(segments).content(), segments);
    EmbeddingSearchRequest request =
        EmbeddingSearchRequest.builder()
            .queryEmbedding(model.embed(query).content())
            .maxResults(1)
            .build();
    return store.search(request).matches().get(0).embedded().text();
  }
}
