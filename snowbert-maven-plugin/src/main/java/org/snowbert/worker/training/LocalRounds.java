package org.snowbert.worker.training;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.model.Bert;
import org.snowbert.settings.Rounds;
import org.snowbert.worker.batches.TrainingStep;

/**
 * Trains in rounds on this machine. It does the steps of the workers one worker after the other.
 */
final class LocalRounds implements Trainer {
  private final Bert bert;
  private final Rounds rounds;
  private final DropoutSeeds seeds;
  private final LearningRate learningRate;
  private final Runnable check;
  private final PendingLosses losses = new PendingLosses();

  /**
   * @param check is called before each step of a worker; an exception that it throws ends the round
   */
  LocalRounds(
      Bert bert, Rounds rounds, DropoutSeeds seeds, LearningRate learningRate, Runnable check) {
    this.bert = bert;
    this.rounds = rounds;
    this.seeds = seeds;
    this.learningRate = learningRate;
    this.check = check;
  }

  @Override
  public void train(Round round) {
    bert.beginRound();
    List<Bert.Loss> ofWorkers = new ArrayList<>();
    for (int worker = 0; worker < round.workers(); worker++) {
      bert.restartRound();
      for (TrainingStep step : round.of(worker)) {
        try {
          check.run();
        } catch (StopRequest.Requested e) {
          bert.restartRound();
          throw e;
        }
        TrainingStep.Share share = step.shares().get(worker);
        bert.accumulate(share.batches(), 1.0 / share.scored(), seeds.of(step, share));
        bert.update(learningRate.at(step.step()));
      }
      ofWorkers.addAll(bert.takeLosses());
      bert.addWorker();
    }
    bert.averageWorkers(round.workers());
    bert.endRound(round.last(), rounds.outerLearningRate(), rounds.outerMomentum());
    losses.add(round.inOrderOfSteps(ofWorkers));
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    return losses.take();
  }
}
