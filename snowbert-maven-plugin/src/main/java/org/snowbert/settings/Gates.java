package org.snowbert.settings;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.text.Vocabulary;

/**
 * The limits that an evaluation must meet; a limit is null if every evaluation passes it.
 *
 * @param maxLoss the highest validation loss that passes, in nats
 * @param maxPerplexity the highest perplexity that passes
 * @param minTop1 the lowest top-1 accuracy that passes, from 0 to 1
 * @param minTop5 the lowest top-5 accuracy that passes, from 0 to 1
 * @param fills the sentences whose masks must be filled with given words
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
   * @throws InvalidInputException if no model, or every model, would pass a gate
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
   * A sentence whose mask must be filled with a given word.
   *
   * @param text the sentence, normalised, with one {@code [MASK]}
   * @param words the words that may fill the mask; one of them is enough
   * @param within the number of most probable fillings that one of the words must be among
   */
  public record Fill(String text, List<String> words, int within) {
    /**
     * Checks the gate.
     *
     * @throws InvalidInputException if no model could pass the gate
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
            "the fill '%s' of <gates> has no words, so that no model passes it: name at least one word"
                .formatted(text));
      }
      if (within < 1) {
        throw new InvalidInputException(
            "within of the fill '%s' of <gates> is %d, so that no model passes it: give at least 1"
                .formatted(text, within));
      }
    }

    @Override
    public String toString() {
      return "'%s' filled with %s within %d".formatted(text, String.join(" or ", words), within);
    }
  }

  /**
   * The model to compare with.
   *
   * @param name the name that the user gives it
   * @param model the folder or zip of the model
   * @param tolerance the percentage by which the validation loss may exceed that of the baseline
   */
  public record Baseline(String name, Path model, BigDecimal tolerance) {
    /** The highest loss that passes, for a given loss of the baseline. */
    public double highestLoss(double loss) {
      return loss * (1 + tolerance.doubleValue() / 100);
    }

    @Override
    public String toString() {
      return "at most %s%% worse than %s".formatted(tolerance.toPlainString(), name);
    }
  }

  /** Whether there is no gate. */
  public boolean isEmpty() {
    return equals(NONE);
  }

  /** One clause for each gate that needs the figures of validation sentences: all but the fills. */
  public List<String> clausesOfFigures() {
    return new Gates(maxLoss, maxPerplexity, minTop1, minTop5, List.of(), baseline).clauses();
  }

  /**
   * Refuses gates that no evaluation can answer, because no sentence is held out.
   *
   * @param gates the gates in use that need the figures of validation sentences
   * @throws InvalidInputException if there is such a gate and the fraction is 0
   */
  public static void requireHeldOutSentences(double validationFraction, List<String> gates) {
    if (validationFraction == 0 && !gates.isEmpty()) {
      throw new InvalidInputException(
          "snowbert.validationFraction is 0, so no sentence is held out to score %s of <gates>: set snowbert.validationFraction above 0, or keep only fills in <gates>"
              .formatted(String.join(", ", gates)));
    }
  }

  /** One clause for each gate, such as {@code maxLoss 2.6}. */
  public List<String> clauses() {
    List<String> clauses = new ArrayList<>();
    add(clauses, "maxLoss", maxLoss);
    add(clauses, "maxPerplexity", maxPerplexity);
    add(clauses, "minTop1", minTop1);
    add(clauses, "minTop5", minTop5);
    fills.forEach(fill -> clauses.add(fill.toString()));
    if (baseline != null) {
      clauses.add(baseline.toString());
    }
    return clauses;
  }

  /** The gates in one line. */
  @Override
  public String toString() {
    return isEmpty() ? "none" : String.join(", ", clauses());
  }

  private static void add(List<String> clauses, String gate, @Nullable Double value) {
    if (value != null) {
      clauses.add(gate + " " + value);
    }
  }
}
