package org.snowbert.worker.evaluation;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.settings.Labels;
import org.snowbert.worker.batches.BatchMaker;
import org.snowbert.worker.batches.EpochOrder;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.batches.ReadAhead;
import org.snowbert.worker.batches.SentenceBatches;

/**
 * Scores a model on masked sentences whose masks were drawn once. Each scored token counts the
 * same.
 *
 * @param examples the masked sentences
 * @param labels the tokens that training scores; if training scores every token, the evaluation
 *     gives that loss too
 * @param paddedLength the length to which sentences are padded when every token is scored; null for
 *     no padding
 */
public record Evaluator(Examples examples, Labels labels, @Nullable Integer paddedLength) {
  /** Keeps the logits of a batch small: 64 short sentences have about 100 scored tokens. */
  public static final int BATCH_SIZE = 64;

  private static final int SAMPLE_SIZE = 8;

  /** The batch size when every token is scored, because then every token has logits. */
  private static final int BATCH_SIZE_ALL = 16;

  /**
   * Scores a model.
   *
   * @param parts the number of parts of a batch; a thread computes each part
   * @param signOfLife is called before each batch
   */
  public Evaluation evaluate(Bert bert, int parts, Runnable signOfLife) {
    int padding = bert.config().padding();
    BatchMaker masked = new BatchMaker(examples, null, Labels.MASKED, padding, parts);
    Bert.Score score = score(bert, masked, BATCH_SIZE, signOfLife);
    if (score.tokens() == 0) {
      throw new InvalidInputException(
          "no token of the %d validation sentences is scored: raise snowbert.validationFraction"
              .formatted(examples.count()));
    }
    return Evaluation.of(
        score.meanLoss(),
        lossOfAllPositions(bert, padding, parts, signOfLife),
        (double) score.top1() / score.tokens(),
        (double) score.top5() / score.tokens(),
        score.tokens());
  }

  /**
   * The mean loss of a few sentences, or 0 if none of their tokens is scored.
   *
   * @param parts the number of parts of a batch; a thread computes each part
   */
  public double sampleLoss(Bert bert, int parts) {
    int count = Math.min(examples.count(), SAMPLE_SIZE);
    List<Batch> batch =
        new BatchMaker(examples, null, Labels.MASKED, bert.config().padding(), parts)
            .batch(EpochOrder.inOrder(count), 0, count, 0);
    return batch.isEmpty() ? 0 : bert.evaluate(List.of(batch).iterator()).meanLoss();
  }

  private @Nullable Double lossOfAllPositions(
      Bert bert, int padding, int parts, Runnable signOfLife) {
    if (labels == Labels.MASKED) {
      return null;
    }
    BatchMaker all =
        new BatchMaker(Examples.scoredEverywhere(examples), paddedLength, labels, padding, parts);
    return score(bert, all, BATCH_SIZE_ALL, signOfLife).meanLoss();
  }

  private static Bert.Score score(Bert bert, BatchMaker maker, int batchSize, Runnable signOfLife) {
    SentenceBatches batches =
        SentenceBatches.toScore(maker.examples().count(), maker::length, batchSize);
    try (var ahead =
        new ReadAhead<>(
            0,
            batches.batches() - 1,
            number -> {
              signOfLife.run();
              return maker.batch(batches.order(), batches.from(number), batches.to(number), 0);
            })) {
      return bert.evaluate(ahead);
    }
  }
}
