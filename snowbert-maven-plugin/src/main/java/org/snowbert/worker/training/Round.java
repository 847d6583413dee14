package org.snowbert.worker.training;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.snowbert.model.Bert;
import org.snowbert.worker.batches.TrainingStep;

/**
 * The steps after which the workers have the same state again.
 *
 * @param steps at least one; exactly one where the workers share each optimizer step
 */
record Round(List<TrainingStep> steps) {
  /** The number of steps before the round. */
  int done() {
    return steps.get(0).step() - 1;
  }

  /** The number of the last step. */
  int last() {
    return steps.get(steps.size() - 1).step();
  }

  /** The number of workers that have a share in one of the steps. */
  int workers() {
    return steps.stream().mapToInt(step -> step.shares().size()).max().orElseThrow();
  }

  /** The steps in which a worker has a share. */
  List<TrainingStep> of(int worker) {
    return steps.stream().filter(step -> step.shares().size() > worker).toList();
  }

  /**
   * Orders losses by steps.
   *
   * @param losses the losses of the batches of each worker, one worker after the other
   */
  List<Bert.Loss> inOrderOfSteps(List<Bert.Loss> losses) {
    List<Iterator<Bert.Loss>> workers = new ArrayList<>();
    int first = 0;
    for (int worker = 0; worker < workers(); worker++) {
      int end = first + batches(worker);
      workers.add(losses.subList(first, end).iterator());
      first = end;
    }
    List<Bert.Loss> ordered = new ArrayList<>();
    for (TrainingStep step : steps) {
      for (int worker = 0; worker < step.shares().size(); worker++) {
        for (int i = 0; i < step.shares().get(worker).batches().size(); i++) {
          ordered.add(workers.get(worker).next());
        }
      }
    }
    return ordered;
  }

  private int batches(int worker) {
    return of(worker).stream().mapToInt(step -> step.shares().get(worker).batches().size()).sum();
  }
}
