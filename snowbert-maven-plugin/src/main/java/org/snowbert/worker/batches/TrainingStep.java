package org.snowbert.worker.batches;

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
public record TrainingStep(int step, int epoch, List<List<Batch>> batches) {
  public int sentences() {
    return parts().mapToInt(Batch::sentences).sum();
  }

  /** Tokens without padding. */
  public int tokens() {
    return parts().mapToInt(Batch::tokens).sum();
  }

  public int scored() {
    return parts().mapToInt(part -> part.labels().length).sum();
  }

  private Stream<Batch> parts() {
    return batches.stream().flatMap(List::stream);
  }
}
