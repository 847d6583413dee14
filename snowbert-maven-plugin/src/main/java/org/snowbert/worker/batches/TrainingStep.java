package org.snowbert.worker.batches;

import java.util.List;
import java.util.stream.Stream;
import org.snowbert.model.Batch;

/**
 * The batches of one optimizer step.
 *
 * @param step the number of the step, counted from 1
 * @param epoch the number of its epoch, counted from 1
 * @param shares the batches of each worker, in the order of the workers
 */
public record TrainingStep(int step, int epoch, List<Share> shares) {
  /**
   * The batches of one worker.
   *
   * @param first the number of its first batch in the step, counted from 0
   * @param batches the batches whose gradients are added; each batch is a list of its parts that
   *     have a scored token, and has at least one part
   */
  public record Share(int first, List<List<Batch>> batches) {
    /** The number of tokens that are scored. */
    public int scored() {
      return batches.stream().flatMap(List::stream).mapToInt(part -> part.labels().length).sum();
    }
  }

  /** The batches of all workers. */
  public List<List<Batch>> batches() {
    return shares.stream().flatMap(share -> share.batches().stream()).toList();
  }

  public int sentences() {
    return parts().mapToInt(Batch::sentences).sum();
  }

  /** The number of tokens without padding. */
  public int tokens() {
    return parts().mapToInt(Batch::tokens).sum();
  }

  /** The number of tokens that are scored. */
  public int scored() {
    return shares.stream().mapToInt(Share::scored).sum();
  }

  private Stream<Batch> parts() {
    return shares.stream().flatMap(share -> share.batches().stream()).flatMap(List::stream);
  }
}
