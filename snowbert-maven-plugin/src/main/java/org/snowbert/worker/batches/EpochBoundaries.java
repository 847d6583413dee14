package org.snowbert.worker.batches;

import java.util.Arrays;
import java.util.Locale;
import org.snowbert.InvalidInputException;
import org.snowbert.settings.TrainSettings;

/**
 * The steps at which epochs end. So the number of a step alone says which batches it takes.
 *
 * @param ends the last step of each epoch, counted from the first step of the training
 * @param steps the number of steps of the training
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EpochBoundaries(int[] ends, int steps) {
  public static EpochBoundaries of(TrainSettings settings, Examples examples) {
    int maxSteps = settings.maxSteps() == null ? Integer.MAX_VALUE : settings.maxSteps();
    int[] ends = new int[settings.epochs()];
    int steps = 0;
    int stepsOfEpoch = 0;
    for (int epoch = 1; epoch <= ends.length; epoch++) {
      // All epochs have the same number of batches when sentences are counted, not tokens.
      if (epoch == 1 || (settings.batchTokens() != null && steps < maxSteps)) {
        int batches = SentenceBatches.ofEpoch(settings, examples, epoch).batches();
        stepsOfEpoch = (int) (batches / settings.batchesOfStep());
        if (batches % settings.batchesOfStep() > 0) {
          stepsOfEpoch++; // this step takes the batches that are left
        }
      }
      long end = (long) steps + stepsOfEpoch;
      if (end > Integer.MAX_VALUE && settings.maxSteps() == null) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "snowbert.epochs is %d, which makes more than %,d steps: give fewer, or snowbert.maxSteps",
                ends.length,
                Integer.MAX_VALUE));
      }
      steps = (int) Math.min(end, Integer.MAX_VALUE);
      ends[epoch - 1] = steps;
    }
    return new EpochBoundaries(ends, Math.min(maxSteps, steps));
  }

  /** The epoch of a step; both are counted from 1. */
  public int epoch(int step) {
    int index = Arrays.binarySearch(ends, step);
    return index >= 0 ? index + 1 : -index;
  }

  /** The number of a step in its epoch, counted from 0. */
  int inEpoch(int step) {
    int epoch = epoch(step);
    return step - 1 - (epoch == 1 ? 0 : ends[epoch - 2]);
  }

  public boolean endsEpoch(int step) {
    return step == ends[epoch(step) - 1] || step == steps;
  }
}
