package org.snowbert.worker.training;

import java.util.stream.IntStream;
import org.snowbert.internal.RandomStream;
import org.snowbert.worker.batches.TrainingStep;

/**
 * The seeds of dropout. Each batch of a step has its own, which does not depend on the worker that
 * computes the batch.
 */
record DropoutSeeds(long seed) {
  /** The seeds of the batches of a worker's share in a step. */
  long[] of(TrainingStep step, TrainingStep.Share share) {
    return IntStream.range(share.first(), share.first() + share.batches().size())
        .mapToLong(batch -> RandomStream.of(seed, "dropout", step.step(), batch).nextLong())
        .toArray();
  }
}
