package org.snowbert.jobs.results;

import org.jspecify.annotations.Nullable;

/**
 * How well a model fills the masks of held-out sentences.
 *
 * @param loss mean cross-entropy of the scored tokens, in nats
 * @param loss_all_positions the same over every token and the padding, where training scores them
 *     all; absent otherwise
 * @param perplexity the exponential of {@code loss}
 * @param top1 share of scored tokens that are the most probable one
 * @param top5 share of scored tokens among the five most probable
 * @param tokens that were scored
 */
public record Evaluation(
    double loss,
    @Nullable Double loss_all_positions,
    double perplexity,
    double top1,
    double top5,
    long tokens) {}
