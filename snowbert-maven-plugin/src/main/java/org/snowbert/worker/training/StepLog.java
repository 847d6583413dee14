package org.snowbert.worker.training;

import static java.util.Collections.emptyIterator;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.settings.Labels;
import org.snowbert.worker.batches.TrainingStep;

/**
 * Writes the metrics of steps, on a GPU in groups. A GPU works on a queue, and to read a loss is to
 * wait until the queue is empty.
 */
final class StepLog {
  private static final int GROUP_SIZE = 50;

  private final TrainRequest request;
  private final Trainer trainer;
  private final MetricsLog metrics;
  private final LearningRate learningRate;
  private final boolean allScored;
  private final int steps;
  private final int groupSize;
  private final List<TrainingStep> pending = new ArrayList<>();
  private long start;

  /**
   * @param trainer holds the losses of the steps
   * @param steps the number of steps of the training
   * @param asynchronous whether the caller goes on while the device works
   */
  StepLog(
      TrainRequest request,
      Trainer trainer,
      MetricsLog metrics,
      LearningRate learningRate,
      int steps,
      boolean asynchronous) {
    this.request = request;
    this.trainer = trainer;
    this.metrics = metrics;
    this.learningRate = learningRate;
    this.allScored = request.settings().masks().labels() == Labels.ALL;
    this.steps = steps;
    this.groupSize = asynchronous ? GROUP_SIZE : 1;
  }

  /** Is called before each round. The first call of a group starts the clock of the group. */
  void begin() {
    if (pending.isEmpty()) {
      start = System.nanoTime();
    }
  }

  /** Adds the steps of a round that was done. */
  void add(Round round) throws IOException {
    pending.addAll(round.steps());
    if (pending.size() >= groupSize) {
      flush();
    }
  }

  /**
   * Writes the steps that were added since the last call.
   *
   * @throws InvalidInputException if a loss is not a number
   */
  void flush() throws IOException {
    if (pending.isEmpty()) {
      return;
    }
    boolean computed = pending.stream().anyMatch(step -> !step.shares().isEmpty());
    Iterator<Bert.Loss> losses = computed ? trainer.takeLosses().iterator() : emptyIterator();
    double milliseconds = (System.nanoTime() - start) / 1e6 / pending.size();
    for (TrainingStep step : pending) {
      metrics.write(line(step, losses, milliseconds));
    }
    pending.clear();
  }

  private MetricsLine.Step line(
      TrainingStep step, Iterator<Bert.Loss> losses, double milliseconds) {
    double rate = learningRate.at(step.step());
    double scored = 0;
    double replaced = 0;
    int replacedTokens = 0;
    for (List<Batch> batch : step.batches()) {
      Bert.Loss loss = losses.next();
      scored += loss.scored();
      replaced += loss.replaced();
      replacedTokens += allScored ? batch.stream().mapToInt(Batch::replaced).sum() : 0;
    }
    double loss = step.shares().isEmpty() ? 0 : scored / step.scored();
    Divergence.requireFinite("the loss", loss, step.step(), rate, request);
    return new MetricsLine.Step(
        step.step(),
        steps,
        step.epoch(),
        loss,
        replacedTokens > 0 ? replaced / replacedTokens : null,
        allScored ? loss : null,
        rate,
        step.sentences(),
        step.tokens(),
        milliseconds);
  }
}
