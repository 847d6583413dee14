package org.snowbert.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;

/** Vectors of sentences: the means of their last hidden states. */
public final class SentenceVectors {
  private SentenceVectors() {}

  /**
   * The vector of each text, as long as the model is wide.
   *
   * @throws InvalidInputException if a text has more tokens than the model reads
   */
  public static List<float[]> of(LoadedModel model, List<String> texts) {
    int width = model.bert().config().width();
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (Batch batch : EncodedTexts.of(model, texts).batches(id -> true)) {
      float[] rows = model.bert().vectors(batch);
      for (int from = 0; from < rows.length; from += width) {
        vectors.add(Arrays.copyOfRange(rows, from, from + width));
      }
    }
    return vectors;
  }
}
