package org.snowbert.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.text.Vocabulary;

/**
 * What an evaluation must reach; null where anything passes.
 *
 * @param maxLoss the highest validation loss
 * @param maxPerplexity the highest perplexity
 * @param minTop1 the lowest fraction of right fillings
 * @param minTop5 the lowest fraction of right fillings among the five most probable
 * @param fills what must fill prompts
 * @param baseline the model to compare with
 */
public record Gates(
    @Nullable Double maxLoss,
    @Nullable Double maxPerplexity,
    @Nullable Double minTop1,
    @Nullable Double minTop5,
    List<Fill> fills,
    @Nullable Baseline baseline) {
  public static final Gates NONE = new Gates(null, null, null, null, List.of(), null);

  /**
   * Checks the gates.
   *
   * @throws InvalidInputException if nothing could pass one, or everything would
   */
  public Gates {
    requireAbove(0, "maxLoss", maxLoss);
    requireAbove(1, "maxPerplexity", maxPerplexity);
    requireShare("minTop1", minTop1);
    requireShare("minTop5", minTop5);
  }

  private static void requireAbove(double least, String gate, @Nullable Double value) {
    if (value != null && !(value > least && Double.isFinite(value))) {
      throw new InvalidInputException(
          "%s of <gates> is %s: give a number above %.0f".formatted(gate, value, least));
    }
  }

  private static void requireShare(String gate, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw new InvalidInputException(
          "%s of <gates> is %s: give a number from 0 to 1".formatted(gate, value));
    }
  }

  /**
   * A sentence whose mask must be filled as expected.
   *
   * @param text the sentence, normalised, with one {@code [MASK]}
   * @param words any of which may fill it
   * @param within how many of the most probable words are looked at
   */
  public record Fill(String text, List<String> words, int within) {
    /**
     * Checks the gate.
     *
     * @throws InvalidInputException if nothing could pass it
     */
    public Fill {
      int mask = text.indexOf(Vocabulary.MASK);
      if (mask < 0 || text.indexOf(Vocabulary.MASK, mask + 1) >= 0) {
        throw new InvalidInputException(
            "the text of a fill of <gates> is '%s': give a sentence with one %s"
                .formatted(text, Vocabulary.MASK));
      }
      if (words.isEmpty()) {
        throw new InvalidInputException(
            "the fill '%s' of <gates> has no words, which nothing passes: name at least one word"
                .formatted(text));
      }
      if (within < 1) {
        throw new InvalidInputException(
            "within of the fill '%s' of <gates> is %d, which nothing passes: give at least 1"
                .formatted(text, within));
      }
    }

    @Override
    public String toString() {
      return "'%s' filled with %s within %d".formatted(text, String.join(" or ", words), within);
    }
  }

  /**
   * A model that this one must not be worse than.
   *
   * @param name the user's name for it
   * @param model its folder or zip
   * @param tolerance how many percent of the baseline's loss this model's loss may be higher
   */
  public record Baseline(String name, Path model, BigDecimal tolerance) {
    /** The highest loss that passes, where the baseline has a loss. */
    public double highestLoss(double loss) {
      return loss * (1 + tolerance.doubleValue() / 100);
    }

    @Override
    public String toString() {
      return "at most %s%% worse than %s".formatted(tolerance.toPlainString(), name);
    }
  }

  /** Whether there is no gate at all. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** One clause for each gate, such as {@code maxLoss 2.6}. */
  public List<String> clauses() {
    List<String> set = new ArrayList<>();
    add(set, "maxLoss", maxLoss);
    add(set, "maxPerplexity", maxPerplexity);
    add(set, "minTop1", minTop1);
    add(set, "minTop5", minTop5);
    fills.forEach(fill -> set.add(fill.toString()));
    if (baseline != null) {
      set.add(baseline.toString());
    }
    return set;
  }

  /** The gates in one line. */
  @Override
  public String toString() {
    return isEmpty() ? "none" : String.join(", ", clauses());
  }

  private static void add(List<String> set, String gate, @Nullable Double value) {
    if (value != null) {
      set.add(gate + " " + value);
    }
  }
}
