package org.snowbert.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.training.Evaluation;

/**
 * What an evaluation must reach; null where anything passes.
 *
 * @param maxLoss the highest validation loss
 * @param maxPerplexity the highest perplexity
 * @param minTop1 the lowest fraction of right fillings
 */
public record Gates(
    @Nullable Double maxLoss, @Nullable Double maxPerplexity, @Nullable Double minTop1) {

  /**
   * Checks the gates.
   *
   * @throws InvalidInputException if nothing could pass one
   */
  public Gates {
    require(maxLoss == null || maxLoss > 0, "maxLoss", maxLoss, "above 0");
    require(maxPerplexity == null || maxPerplexity > 1, "maxPerplexity", maxPerplexity, "above 1");
    require(minTop1 == null || minTop1 <= 1, "minTop1", minTop1, "of at most 1");
  }

  private static void require(boolean passable, String gate, @Nullable Double value, String legal) {
    if (!passable) {
      throw new InvalidInputException(
          "%s of <gates> is %s, which nothing passes: give a number %s"
              .formatted(gate, value, legal));
    }
  }

  /** Whether there is no gate at all. */
  public boolean isEmpty() {
    return maxLoss == null && maxPerplexity == null && minTop1 == null;
  }

  /** One clause for each gate that the evaluation misses; what is not a number misses. */
  public List<String> missedBy(Evaluation evaluation) {
    List<String> missed = new ArrayList<>();
    if (maxLoss != null && !(evaluation.loss() <= maxLoss)) {
      missed.add(
          "validation loss %s is above the gate of %s (maxLoss)"
              .formatted(figure(evaluation.loss()), maxLoss));
    }
    if (maxPerplexity != null && !(evaluation.perplexity() <= maxPerplexity)) {
      missed.add(
          "perplexity %s is above the gate of %s (maxPerplexity)"
              .formatted(figure(evaluation.perplexity()), maxPerplexity));
    }
    if (minTop1 != null && !(evaluation.top1() >= minTop1)) {
      missed.add(
          "top-1 accuracy %s is below the gate of %s (minTop1)"
              .formatted(figure(evaluation.top1()), minTop1));
    }
    return missed;
  }

  /** The gates in one line, such as {@code maxLoss 2.6, minTop1 0.4}. */
  @Override
  public String toString() {
    List<String> set = new ArrayList<>();
    if (maxLoss != null) {
      set.add("maxLoss " + maxLoss);
    }
    if (maxPerplexity != null) {
      set.add("maxPerplexity " + maxPerplexity);
    }
    if (minTop1 != null) {
      set.add("minTop1 " + minTop1);
    }
    return set.isEmpty() ? "none" : String.join(", ", set);
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
