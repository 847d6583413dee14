package org.snowbert.worker.batches;

import java.util.List;
import java.util.stream.Stream;
import org.snowbert.model.Batch;

/**
 * The batches of one optimizer step.
 *
 * @param step the number of the step, counted from 1
 * @param epoch the number of its epoch, counted from 1
 * @param batches the batches whose gradients are added; each batch is a list of its parts that have
 *     a scored token
 */
public record TrainingStep(int step, int epoch, List<List<Batch>> batches) {
  public int sentences() {
    return parts().mapToInt(Batch::sentences).sum();
  }

  /** The number of tokens without padding. */
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
