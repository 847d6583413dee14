package org.snowbert.worker.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.settings.Labels;
import org.snowbert.worker.batches.Batches;
import org.snowbert.worker.batches.EpochOrder;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.batches.ReadAhead;

/**
 * Scores a model on masked sentences whose masks were drawn once, each token counting the same.
 *
 * @param examples the masked sentences
 * @param labels what training scores: if every token, validation does too, beside the masked ones
 * @param paddedLength that sentences are padded to where every token is scored; null for none
 */
public record Evaluator(Examples examples, Labels labels, @Nullable Integer paddedLength) {
  /** Bounds the logits of a batch: 64 short sentences have about 100 scored tokens. */
  public static final int BATCH_SIZE = 64;

  private static final int SAMPLE = 8;

  /** Of sentences whose every token has logits. */
  private static final int BATCH_SIZE_ALL = 16;

  /**
   * Scores a model.
   *
   * @param parts of a batch, each computed by a thread of its own
   * @param sign of life, given with each batch
   */
  public Evaluation evaluate(Bert bert, int parts, Runnable sign) {
    int padding = bert.config().padding();
    Batches masked = new Batches(examples, null, Labels.MASKED, padding, parts);
    Bert.Score score = score(bert, masked, BATCH_SIZE, sign);
    if (score.tokens() == 0) {
      throw new InvalidInputException(
          "No token of the "
              + examples.count()
              + " validation sentences is scored; raise snowbert.validationFraction");
    }
    return new Evaluation(
        score.meanLoss(),
        allPositions(bert, padding, parts, sign),
        Math.min(Math.exp(score.meanLoss()), Double.MAX_VALUE), // JSON has no infinity
        (double) score.top1() / score.tokens(),
        (double) score.top5() / score.tokens(),
        score.tokens());
  }

  /**
   * The mean loss of a few sentences, 0 where none of their tokens is scored.
   *
   * @param parts of a batch, each computed by a thread of its own
   */
  public double sample(Bert bert, int parts) {
    int count = Math.min(examples.count(), SAMPLE);
    List<Batch> batch =
        new Batches(examples, null, Labels.MASKED, bert.config().padding(), parts)
            .of(EpochOrder.inOrder(count), 0, count, 0);
    return batch.isEmpty() ? 0 : bert.evaluate(List.of(batch).iterator()).meanLoss();
  }

  private @Nullable Double allPositions(Bert bert, int padding, int parts, Runnable sign) {
    if (labels == Labels.MASKED) {
      return null;
    }
    Batches all = new Batches(Examples.labelled(examples), paddedLength, labels, padding, parts);
    return score(bert, all, BATCH_SIZE_ALL, sign).meanLoss();
  }

  private static Bert.Score score(Bert bert, Batches batches, int batchSize, Runnable sign) {
    int count = batches.examples().count();
    int[] order = EpochOrder.inOrder(count);
    int last = (count + batchSize - 1) / batchSize;
    try (var ahead =
        new ReadAhead<>(
            1,
            last,
            number -> {
              sign.run();
              int from = (number - 1) * batchSize;
              return batches.of(order, from, Math.min(from + batchSize, count), 0);
            })) {
      return bert.evaluate(ahead);
    }
  }
}
