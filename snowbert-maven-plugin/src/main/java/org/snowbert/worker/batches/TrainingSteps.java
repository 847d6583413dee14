package org.snowbert.worker.batches;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/** Makes steps by their number. Not thread-safe. */
public final class TrainingSteps {
  private final TrainSettings settings;
  private final Examples examples;
  private final EpochBoundaries progress;
  private final Batches batches;
  private int number;
  private @Nullable Epoch epoch;

  /**
   * @param padding the token to pad with
   * @param parts of a batch
   */
  public TrainingSteps(
      TrainSettings settings, Examples examples, EpochBoundaries progress, int padding, int parts) {
    this.settings = settings;
    this.examples = examples;
    this.progress = progress;
    this.batches =
        new Batches(examples, settings.paddedLength(), settings.masks().labels(), padding, parts);
  }

  public TrainingStep of(int step) {
    int wanted = progress.epoch(step);
    Epoch current = epoch;
    if (current == null || number != wanted) {
      current = Epoch.of(settings, examples, wanted);
      epoch = current;
      number = wanted;
    }
    Epoch taken = current;
    int first = progress.inEpoch(step) * settings.gradientAccumulation();
    int end = Math.min(first + settings.gradientAccumulation(), taken.batches());
    return new TrainingStep(
        step,
        wanted,
        IntStream.range(first, end)
            .mapToObj(
                batch -> batches.of(taken.order(), taken.from(batch), taken.to(batch), wanted))
            .filter(batch -> !batch.isEmpty())
            .toList());
  }
}
