package org.snowbert.jobs.results;

import org.jspecify.annotations.Nullable;

/**
 * The figures of a model that fills the masks of held-out sentences.
 *
 * @param loss the mean cross-entropy of the masked tokens, in nats
 * @param loss_all_positions the mean cross-entropy of all positions, padding included, in nats;
 *     null unless training scores every position
 * @param perplexity the exponential of {@code loss}
 * @param top1 the share of masked tokens that are the most probable token
 * @param top5 the share of masked tokens that are among the five most probable tokens
 * @param tokens the number of masked tokens
 */
public record Evaluation(
    double loss,
    @Nullable Double loss_all_positions,
    double perplexity,
    double top1,
    double top5,
    long tokens) {
  /** Makes the figures, with the perplexity that belongs to the loss. */
  public static Evaluation of(
      double loss, @Nullable Double lossAllPositions, double top1, double top5, long tokens) {
    double perplexity = Math.min(Math.exp(loss), Double.MAX_VALUE); // JSON has no infinity
    return new Evaluation(loss, lossAllPositions, perplexity, top1, top5, tokens);
  }
}
