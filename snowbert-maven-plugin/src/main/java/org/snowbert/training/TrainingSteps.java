package org.snowbert.training;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes steps by their number. Not thread-safe. */
final class TrainingSteps {
  private final TrainingSettings settings;
  private final Examples examples;
  private final Progress progress;
  private final Batches batches;
  private int number;
  private @Nullable Epoch epoch;

  /**
   * @param padding the token to pad with
   * @param parts of a batch
   */
  TrainingSteps(
      TrainingSettings settings, Examples examples, Progress progress, int padding, int parts) {
    this.settings = settings;
    this.examples = examples;
    this.progress = progress;
    this.batches =
        new Batches(examples, settings.paddedLength(), settings.masks().labels(), padding, parts);
  }

  TrainingStep of(int step) {
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
