package org.snowbert.worker.training;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Bert;
import org.snowbert.settings.Rounds;
import org.snowbert.spark.LocalStep;
import org.snowbert.spark.SparkCluster;
import org.snowbert.spark.WorkerPart;
import org.snowbert.worker.batches.TrainingStep;

/** Trains on a Spark cluster. */
final class ClusterTrainer implements Trainer {
  private final SparkCluster cluster;
  private final Bert bert;
  private final @Nullable Rounds rounds;
  private final DropoutSeeds seeds;
  private final LearningRate learningRate;
  private final StopRequest stop;
  private final PendingLosses losses = new PendingLosses();

  /**
   * @param rounds the rounds in which the workers train; null if they share each optimizer step
   */
  ClusterTrainer(
      SparkCluster cluster,
      Bert bert,
      @Nullable Rounds rounds,
      DropoutSeeds seeds,
      LearningRate learningRate,
      StopRequest stop) {
    this.cluster = cluster;
    this.bert = bert;
    this.rounds = rounds;
    this.seeds = seeds;
    this.learningRate = learningRate;
    this.stop = stop;
  }

  @Override
  public void train(Round round) throws IOException {
    List<WorkerPart> parts =
        IntStream.range(0, round.workers()).mapToObj(worker -> part(round, worker)).toList();
    Rounds together = rounds;
    try {
      if (together == null) {
        losses.add(cluster.gradients(bert, parts));
      } else {
        bert.beginRound();
        losses.add(round.inOrderOfSteps(cluster.round(bert, parts)));
      }
    } catch (IOException | RuntimeException e) {
      if (!stop.isRequested()) {
        throw e;
      }
      undo(); // some slices may have arrived
      throw new StopRequest.Requested(); // on SIGTERM Spark stops by itself, and the job fails
    }
    if (together == null) {
      bert.update(learningRate.at(round.last()));
    } else {
      bert.endRound(round.last(), together.outerLearningRate(), together.outerMomentum());
    }
  }

  private void undo() {
    if (rounds == null) {
      bert.dropGradients();
    } else {
      bert.restartRound();
    }
  }

  private WorkerPart part(Round round, int worker) {
    return new WorkerPart(
        worker,
        round.done(),
        round.of(worker).stream().map(step -> localStep(step, step.shares().get(worker))).toList());
  }

  private LocalStep localStep(TrainingStep step, TrainingStep.Share share) {
    return new LocalStep(
        share.batches(),
        seeds.of(step, share),
        1.0 / (rounds == null ? step.scored() : share.scored()),
        learningRate.at(step.step()));
  }

  @Override
  public List<Bert.Loss> takeLosses() {
    return losses.take();
  }

  @Override
  public void close() {
    cluster.close();
  }
}
