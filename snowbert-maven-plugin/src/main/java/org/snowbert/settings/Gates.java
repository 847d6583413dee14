package org.snowbert.settings;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
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
   * @param name what the user calls it
   * @param model its folder or zip
   * @param tolerance by how many percent of its loss this one's may be higher
   */
  public record Baseline(String name, Path model, BigDecimal tolerance) {
    private double highestLoss(double loss) {
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

  /**
   * Refuses, before training, what no model with a vocabulary can pass.
   *
   * @throws InvalidInputException naming the gate
   */
  public void requireReachable(Vocabulary vocabulary) throws IOException {
    for (Fill fill : fills) {
      if (fill.words().stream().noneMatch(vocabulary::hasPiece)) {
        throw new InvalidInputException(
            "the fill '%s' of <gates> asks for %s, but a mask is filled with a token, and the vocabulary of %,d has none that reads so: name another word"
                .formatted(fill.text(), String.join(" or ", fill.words()), vocabulary.size()));
      }
    }
    if (baseline != null
        && !ModelFiles.read("the baseline of <gates>", baseline.model())
            .vocabulary()
            .equals(vocabulary)) {
      throw new InvalidInputException(
          "the baseline %s of <gates> has another vocabulary, and losses over different tokens cannot be compared: train with its vocab.txt as snowbert.vocabulary, or leave the baseline out"
              .formatted(baseline.name()));
    }
  }

  /** One clause for each gate that the evaluation misses; what is not a number misses. */
  public List<String> missedBy(EvaluationReport report) {
    Evaluation found = report.figures();
    List<String> missed = new ArrayList<>();
    if (maxLoss != null && !(found.loss() <= maxLoss)) {
      missed.add(
          "validation loss %s is above the gate of %s (maxLoss)"
              .formatted(figure(found.loss()), maxLoss));
    }
    if (maxPerplexity != null && !(found.perplexity() <= maxPerplexity)) {
      missed.add(
          "perplexity %s is above the gate of %s (maxPerplexity)"
              .formatted(figure(found.perplexity()), maxPerplexity));
    }
    if (minTop1 != null && !(found.top1() >= minTop1)) {
      missed.add(
          "top-1 accuracy %s is below the gate of %s (minTop1)"
              .formatted(figure(found.top1()), minTop1));
    }
    if (minTop5 != null && !(found.top5() >= minTop5)) {
      missed.add(
          "top-5 accuracy %s is below the gate of %s (minTop5)"
              .formatted(figure(found.top5()), minTop5));
    }
    for (int i = 0; i < fills.size(); i++) {
      missed(fills.get(i), report.fills().get(i), missed);
    }
    if (baseline != null && report.baseline() != null) {
      missed(baseline, report.baseline().figures().loss(), found.loss(), missed);
    }
    return missed;
  }

  private static void missed(Fill gate, EvaluationReport.Fill found, List<String> missed) {
    List<String> words = found.words().stream().map(FillMaskAnswer.Candidate::token).toList();
    if (gate.words().stream().noneMatch(words::contains)) {
      missed.add(
          "'%s' is filled with %s, and not with %s (fills, within %d)"
              .formatted(
                  gate.text(),
                  String.join(", ", words),
                  String.join(" or ", gate.words()),
                  gate.within()));
    }
  }

  private static void missed(Baseline gate, double baseline, double found, List<String> missed) {
    double highest = gate.highestLoss(baseline);
    if (!(found <= highest)) {
      missed.add(
          "validation loss %s is above %s, which is %s%% more than the %s of %s (baseline)"
              .formatted(
                  figure(found),
                  figure(highest),
                  gate.tolerance().toPlainString(),
                  figure(baseline),
                  gate.name()));
    }
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

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
