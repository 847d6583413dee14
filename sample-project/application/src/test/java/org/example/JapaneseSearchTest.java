package org.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.MaskedLanguageModel;

/** LangChain4j searches with the Japanese model. The library cuts its words as MeCab does. */
class JapaneseSearchTest {
  @Test
  void itFindsTheNearestSentence() throws IOException {
    List<TextSegment> sentences =
        List.of(
            TextSegment.from("父は水を飲みました。"),
            TextSegment.from("冬には雪が山に降ります。"),
            TextSegment.from("駅の前で友達を待ちました。"));
    try (MaskedLanguageModel japanese = MaskedLanguageModel.open(Path.of(System.getProperty("model")))) {
      EmbeddingModel model = new MaskedLanguageModelEmbeddings(japanese);
      InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
      store.addAll(model.embedAll(sentences).content(), sentences);

      EmbeddingSearchRequest request =
          EmbeddingSearchRequest.builder()
              .queryEmbedding(model.embed("母はお茶を飲みます。").content())
              .maxResults(1)
              .build();
      assertEquals("父は水を飲みました。", store.search(request).matches().get(0).embedded().text());
    }
  }
}
