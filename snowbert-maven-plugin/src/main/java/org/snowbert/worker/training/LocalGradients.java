package org.snowbert.worker.training;

import java.util.List;
import org.snowbert.model.Bert;
import org.snowbert.worker.batches.TrainingStep;

/** Computes on this machine: the parts of the workers one after the other. */
record LocalGradients(Bert bert, DropoutSeeds seeds) implements StepGradients {
  @Override
  public void compute(TrainingStep step) {
    for (TrainingStep.Share share : step.shares()) {
      for (int i = 0; i < share.batches().size(); i++) {
        bert.accumulate(
            share.batches().get(i), 1.0 / step.scored(), seeds.of(step.step(), share.first() + i));
      }
      if (step.shares().size() > 1) {
        bert.endWorker();
      }
    }
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    return bert.takeLosses();
  }

  @Override
  public void close() {
    // the model is closed by its owner
  }
}
