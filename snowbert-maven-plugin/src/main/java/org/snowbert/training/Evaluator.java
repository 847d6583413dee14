package org.snowbert.training;

import org.snowbert.InvalidInputException;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;

/** Scores a model on masked sentences whose masks were drawn once, each token counting the same. */
final class Evaluator {
  /** Bounds the logits of a batch: 64 short sentences have about 100 scored tokens. */
  private static final int BATCH_SIZE = 64;

  private Evaluator() {}

  static Bert.Score evaluate(Bert bert, Examples examples) {
    Batches batches = new Batches(examples, null, bert.config().padding());
    int[] order = EpochOrder.inOrder(examples.count());
    Bert.Score score = Bert.Score.NONE;
    for (int from = 0; from < order.length; from += BATCH_SIZE) {
      Batch batch = batches.of(order, from, Math.min(from + BATCH_SIZE, order.length), 0);
      if (batch.labels().length > 0) {
        score = score.plus(bert.evaluate(batch));
      }
    }
    if (score.tokens() == 0) {
      throw new InvalidInputException(
          "No token of the "
              + order.length
              + " validation sentences is scored; raise snowbert.validationFraction");
    }
    return score;
  }
}
