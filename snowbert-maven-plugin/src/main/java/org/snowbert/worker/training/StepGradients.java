package org.snowbert.worker.training;

import java.io.IOException;
import java.util.List;
import org.snowbert.model.Bert;
import org.snowbert.worker.batches.TrainingStep;

/** Computes the gradients of steps, and gives them to the model. */
interface StepGradients extends AutoCloseable {
  /**
   * Gives the gradients of a step to the model. Its loss is the mean over the scored tokens of all
   * its batches.
   *
   * @param step a step with at least one batch
   * @throws StopRequest.Requested if the end was requested meanwhile; the model has then no
   *     gradients
   * @throws IOException if the gradients cannot be computed
   */
  void compute(TrainingStep step) throws IOException;

  /** The losses of the batches since they were last taken, in their order. */
  List<Bert.Loss> takeLosses();

  @Override
  void close();
}
