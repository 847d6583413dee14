package org.snowbert.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;

/** The vectors of sentences: the means of the last hidden states of their tokens. */
public final class SentenceVectors {
  private SentenceVectors() {}

  /**
   * The vector of each text, in the order of the texts.
   *
   * @return vectors with as many elements as the model is wide
   * @throws InvalidInputException if a text has more tokens than the model reads
   */
  public static List<float[]> compute(LoadedModel model, List<String> texts) {
    EncodedTexts encoded = EncodedTexts.encode(model, texts);
    int[] order = encoded.byLength();
    List<float[]> computed = new ArrayList<>(order.length);
    for (Batch batch : encoded.inOrder(order).batches(id -> true)) {
      computed.addAll(rows(model, batch));
    }
    return inOrder(order, computed);
  }

  /**
   * The vectors of encoded texts, several batches at the same time.
   *
   * @param ids the ids of the tokens of each text, at most as many as the model reads
   * @param threads compute the batches
   * @throws InterruptedException if this thread is interrupted while it waits
   */
  public static List<float[]> compute(LoadedModel model, List<int[]> ids, ExecutorService threads)
      throws InterruptedException {
    EncodedTexts encoded = new EncodedTexts(ids);
    int[] order = encoded.byLength();
    List<Callable<List<float[]>>> batches = new ArrayList<>();
    for (Batch batch : encoded.inOrder(order).batches(id -> true)) {
      batches.add(() -> rows(model, batch));
    }
    List<float[]> computed = new ArrayList<>(order.length);
    for (Future<List<float[]>> batch : threads.invokeAll(batches)) {
      try {
        computed.addAll(batch.get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
    }
    return inOrder(order, computed);
  }

  private static List<float[]> rows(LoadedModel model, Batch batch) {
    int width = model.bert().config().width();
    float[] vectors = model.bert().vectors(batch);
    List<float[]> rows = new ArrayList<>(batch.sentences());
    for (int from = 0; from < vectors.length; from += width) {
      rows.add(Arrays.copyOfRange(vectors, from, from + width));
    }
    return rows;
  }

  /** Puts the vectors, computed in this order, into the order of the texts. */
  private static List<float[]> inOrder(int[] order, List<float[]> computed) {
    float[][] rows = new float[order.length][];
    for (int i = 0; i < order.length; i++) {
      rows[order[i]] = computed.get(i);
    }
    return List.of(rows);
  }
}
