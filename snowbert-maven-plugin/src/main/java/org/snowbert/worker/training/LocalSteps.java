package org.snowbert.worker.training;

import java.util.List;
import org.snowbert.model.Bert;
import org.snowbert.model.GradientPrecision;
import org.snowbert.worker.batches.TrainingStep;

/**
 * Trains on this machine. It computes the shares of the workers one after the other.
 *
 * @param precision to which the gradients of each worker are rounded, as if they were sent
 */
record LocalSteps(
    Bert bert, GradientPrecision precision, DropoutSeeds seeds, LearningRate learningRate)
    implements Trainer {
  @Override
  public void train(Round round) {
    for (TrainingStep step : round.steps()) {
      for (TrainingStep.Share share : step.shares()) {
        bert.accumulate(share.batches(), 1.0 / step.scored(), seeds.of(step, share));
        if (step.shares().size() > 1 || precision != GradientPrecision.FP32) {
          bert.endWorker(precision);
        }
      }
      bert.update(learningRate.at(step.step()));
    }
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    return bert.takeLosses();
  }
}
