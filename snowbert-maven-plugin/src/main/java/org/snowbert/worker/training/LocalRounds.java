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
  private final List<Bert.Loss> losses = new ArrayList<>();

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
      restart(round);
      for (TrainingStep step : round.of(worker)) {
        try {
          check.run();
        } catch (StopRequest.Requested e) {
          restart(round);
          throw e;
        }
        TrainingStep.Share share = step.shares().get(worker);
        seeds.accumulate(bert, step, share, 1.0 / share.scored());
        bert.update(learningRate.at(step.step()));
      }
      ofWorkers.addAll(bert.takeLosses());
      bert.addWorker();
    }
    bert.averageWorkers(round.workers());
    bert.setSteps(round.last());
    bert.endRound(rounds.outerLearningRate(), rounds.outerMomentum());
    losses.addAll(round.inOrderOfSteps(ofWorkers));
  }

  private void restart(Round round) {
    bert.restartRound();
    bert.setSteps(round.done());
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    List<Bert.Loss> taken = List.copyOf(losses);
    losses.clear();
    return taken;
  }

  @Override
  public void close() {
    // the model is closed by its owner
  }
}
