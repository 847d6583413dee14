package org.snowbert.worker.batches;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.Batch;
import org.snowbert.settings.TrainSettings;
import org.snowbert.worker.batches.TrainingStep.Share;

/** Makes each training step from its number. Not thread-safe. */
public final class TrainingSteps {
  private final TrainSettings settings;
  private final Examples examples;
  private final EpochBoundaries epochs;
  private final BatchMaker batchMaker;
  private int currentEpoch;
  private @Nullable SentenceBatches batchesOfCurrentEpoch;

  /**
   * @param padding the token that pads
   * @param parts the largest number of parts of a batch
   */
  public TrainingSteps(
      TrainSettings settings, Examples examples, EpochBoundaries epochs, int padding, int parts) {
    this.settings = settings;
    this.examples = examples;
    this.epochs = epochs;
    this.batchMaker =
        new BatchMaker(
            examples, settings.paddedLength(), settings.masks().labels(), padding, parts);
  }

  public TrainingStep step(int step) {
    int epoch = epochs.epoch(step);
    SentenceBatches batches = batches(epoch);
    long next = (long) epochs.inEpoch(step) * settings.batchesOfStep();
    List<Share> shares = new ArrayList<>();
    int first = 0;
    for (int worker = 0; worker < settings.workers() && next < batches.batches(); worker++) {
      long end = Math.min(next + settings.gradientAccumulation(), batches.batches());
      List<List<Batch>> batchesOfWorker =
          IntStream.range((int) next, (int) end)
              .mapToObj(
                  batch ->
                      batchMaker.batch(
                          batches.order(), batches.from(batch), batches.to(batch), epoch))
              .filter(batch -> !batch.isEmpty())
              .toList();
      if (!batchesOfWorker.isEmpty()) {
        shares.add(new Share(first, batchesOfWorker));
      }
      first += batchesOfWorker.size();
      next = end;
    }
    return new TrainingStep(step, epoch, shares);
  }

  /**
   * The batches of an epoch. They are computed once, because the steps of an epoch come together.
   */
  private SentenceBatches batches(int epoch) {
    SentenceBatches batches = batchesOfCurrentEpoch;
    if (batches == null || currentEpoch != epoch) {
      batches = SentenceBatches.ofEpoch(settings, examples, epoch);
      batchesOfCurrentEpoch = batches;
      currentEpoch = epoch;
    }
    return batches;
  }
}
