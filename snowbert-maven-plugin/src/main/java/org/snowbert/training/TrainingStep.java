package org.snowbert.training;

import java.util.List;
import org.snowbert.model.Batch;

/**
 * What an optimizer step is made of.
 *
 * @param step its number, from 1
 * @param epoch from 1
 * @param batches whose gradients are added, those with a scored token
 */
record TrainingStep(int step, int epoch, List<Batch> batches) {
  int sentences() {
    return batches.stream().mapToInt(Batch::sentences).sum();
  }

  /** Tokens without padding. */
  int tokens() {
    return batches.stream().mapToInt(Batch::tokens).sum();
  }

  int scored() {
    return batches.stream().mapToInt(batch -> batch.labels().length).sum();
  }
}
