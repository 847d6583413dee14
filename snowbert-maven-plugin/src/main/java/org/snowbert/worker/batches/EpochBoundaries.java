package org.snowbert.worker.batches;

import java.util.Arrays;
import java.util.Locale;
import org.snowbert.InvalidInputException;
import org.snowbert.settings.TrainSettings;

/**
 * Where steps stand among epochs; a step's number alone says which batches it takes.
 *
 * @param ends the last step of each epoch, counted from the first of the training
 * @param steps of the training
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EpochBoundaries(int[] ends, int steps) {
  public static EpochBoundaries of(TrainSettings settings, Examples examples) {
    int most = settings.maxSteps() == null ? Integer.MAX_VALUE : settings.maxSteps();
    int[] ends = new int[settings.epochs()];
    int steps = 0;
    int inEpoch = 0;
    for (int epoch = 1; epoch <= ends.length; epoch++) {
      // By sentences, all epochs have as many batches.
      if (epoch == 1 || (settings.batchTokens() != null && steps < most)) {
        int batches = Epoch.of(settings, examples, epoch).batches();
        inEpoch = batches / settings.gradientAccumulation();
        if (batches % settings.gradientAccumulation() > 0) {
          inEpoch++; // with the batches that are left
        }
      }
      long end = (long) steps + inEpoch;
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
    return new EpochBoundaries(ends, Math.min(most, steps));
  }

  /** The epoch of a step; both are counted from 1. */
  public int epoch(int step) {
    int found = Arrays.binarySearch(ends, step);
    return found >= 0 ? found + 1 : -found;
  }

  /** A step's number in its epoch, from 0. */
  int inEpoch(int step) {
    int epoch = epoch(step);
    return step - 1 - (epoch == 1 ? 0 : ends[epoch - 2]);
  }

  public boolean endsEpoch(int step) {
    return step == ends[epoch(step) - 1] || step == steps;
  }
}
