package org.snowbert.worker.batches;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/** Makes each training step from its number. Not thread-safe. */
public final class TrainingSteps {
  private final TrainSettings settings;
  private final Examples examples;
  private final EpochBoundaries epochs;
  private final BatchMaker batchMaker;
  private int currentEpoch;
  private @Nullable EpochBatches batchesOfCurrentEpoch;

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
    EpochBatches batches = batches(epoch);
    int first = epochs.inEpoch(step) * settings.gradientAccumulation();
    int end = Math.min(first + settings.gradientAccumulation(), batches.batches());
    return new TrainingStep(
        step,
        epoch,
        IntStream.range(first, end)
            .mapToObj(
                batch ->
                    batchMaker.batch(
                        batches.order(), batches.from(batch), batches.to(batch), epoch))
            .filter(batch -> !batch.isEmpty())
            .toList());
  }

  /**
   * The batches of an epoch. They are computed once, because the steps of an epoch come together.
   */
  private EpochBatches batches(int epoch) {
    EpochBatches batches = batchesOfCurrentEpoch;
    if (batches == null || currentEpoch != epoch) {
      batches = EpochBatches.of(settings, examples, epoch);
      batchesOfCurrentEpoch = batches;
      currentEpoch = epoch;
    }
    return batches;
  }
}
