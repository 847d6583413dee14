package org.example;

import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.Response;
import java.util.List;
import org.snowbert.MaskedLanguageModel;

/** LangChain4j's interface over a model: a text's embedding is its vector. */
record MaskedLanguageModelEmbeddings(MaskedLanguageModel model) implements EmbeddingModel {
  @Override
  public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
    List<String> texts = segments.stream().map(TextSegment::text).toList();
    return Response.from(model.vectors(texts).stream().map(Embedding::from).toList());
  }
}
