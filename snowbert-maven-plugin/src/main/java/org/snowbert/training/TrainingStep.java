package org.snowbert.training;

import java.util.List;
import java.util.stream.Stream;
import org.snowbert.model.Batch;

/**
 * What an optimizer step is made of.
 *
 * @param step its number, from 1
 * @param epoch from 1
 * @param batches whose gradients are added, each in the parts that have a scored token
 */
record TrainingStep(int step, int epoch, List<List<Batch>> batches) {
  int sentences() {
    return parts().mapToInt(Batch::sentences).sum();
  }

  /** Tokens without padding. */
  int tokens() {
    return parts().mapToInt(Batch::tokens).sum();
  }

  int scored() {
    return parts().mapToInt(part -> part.labels().length).sum();
  }

  private Stream<Batch> parts() {
    return batches.stream().flatMap(List::stream);
  }
}
