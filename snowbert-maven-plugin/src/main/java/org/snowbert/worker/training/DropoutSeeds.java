package org.snowbert.worker.training;

import org.snowbert.internal.RandomStream;

/**
 * The seeds of dropout. Each batch of a step has its own, which does not depend on the worker that
 * computes the batch.
 */
record DropoutSeeds(long seed) {
  /**
   * The seed of a batch.
   *
   * @param batch the number of the batch in the step, counted from 0
   */
  long of(int step, int batch) {
    return RandomStream.of(seed, "dropout", step, batch).nextLong();
  }
}
