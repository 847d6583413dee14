package org.snowbert.worker.training;

import java.io.IOException;
import java.util.List;
import org.snowbert.model.Bert;

/** Does the steps of a training, on this machine or on a cluster. */
interface Trainer extends AutoCloseable {
  /**
   * Does the steps of a round. The loss of a step is the mean over the scored tokens of all its
   * batches.
   *
   * @throws StopRequest.Requested if the end was requested meanwhile; the model is then as before
   *     the round
   * @throws IOException if the steps cannot be done
   */
  void train(Round round) throws IOException;

  /** The losses of the batches since they were last taken, in the order of the steps. */
  List<Bert.Loss> takeLosses();

  /** Closes what this object opened. The model is its owner's. */
  @Override
  default void close() {}
}
