package org.snowbert.steps;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Gates;
import org.snowbert.settings.ModelFiles;
import org.snowbert.text.Vocabulary;

/**
 * Checks an evaluation against the gates and, before training, the gates against the vocabulary.
 */
public final class GateCheck {
  private GateCheck() {}

  /**
   * Refuses gates that no model with the vocabulary can pass.
   *
   * @throws InvalidInputException if there is such a gate
   */
  static void requireReachable(Gates gates, Vocabulary vocabulary) throws IOException {
    for (Gates.Fill fill : gates.fills()) {
      if (fill.words().stream().noneMatch(vocabulary::hasPiece)) {
        throw new InvalidInputException(
            "the fill '%s' of <gates> asks for %s, but a mask is filled with one token, and the vocabulary of %,d tokens has no such token: name another word"
                .formatted(fill.text(), String.join(" or ", fill.words()), vocabulary.size()));
      }
    }
    Gates.Baseline baseline = gates.baseline();
    if (baseline != null
        && !ModelFiles.read("the baseline of <gates>", baseline.model())
            .vocabulary()
            .equals(vocabulary)) {
      throw new InvalidInputException(
          "the baseline %s of <gates> has another vocabulary, and losses over different tokens cannot be compared: train with its vocab.txt as snowbert.vocabulary, or leave the baseline out"
              .formatted(baseline.name()));
    }
  }

  /**
   * One clause for each gate that the evaluation misses. A figure that is not a number misses its
   * gate.
   */
  public static List<String> missed(Gates gates, EvaluationReport report) {
    List<String> missed = new ArrayList<>();
    Evaluation figures = report.figures();
    if (figures != null) {
      addMissed(gates, figures, missed);
    } else if (!gates.clausesOfFigures().isEmpty()) {
      missed.add(
          "there are no validation figures to check against %s"
              .formatted(String.join(", ", gates.clausesOfFigures())));
    }
    for (int i = 0; i < gates.fills().size(); i++) {
      addMissed(gates.fills().get(i), report.fills().get(i), missed);
    }
    if (figures != null && gates.baseline() != null && report.baseline() != null) {
      addMissed(gates.baseline(), report.baseline().figures().loss(), figures.loss(), missed);
    }
    return missed;
  }

  private static void addMissed(Gates gates, Evaluation figures, List<String> missed) {
    if (gates.maxLoss() != null && !(figures.loss() <= gates.maxLoss())) {
      missed.add(
          "validation loss %s is above the gate of %s (maxLoss)"
              .formatted(figure(figures.loss()), gates.maxLoss()));
    }
    if (gates.maxPerplexity() != null && !(figures.perplexity() <= gates.maxPerplexity())) {
      missed.add(
          "perplexity %s is above the gate of %s (maxPerplexity)"
              .formatted(figure(figures.perplexity()), gates.maxPerplexity()));
    }
    if (gates.minTop1() != null && !(figures.top1() >= gates.minTop1())) {
      missed.add(
          "top-1 accuracy %s is below the gate of %s (minTop1)"
              .formatted(figure(figures.top1()), gates.minTop1()));
    }
    if (gates.minTop5() != null && !(figures.top5() >= gates.minTop5())) {
      missed.add(
          "top-5 accuracy %s is below the gate of %s (minTop5)"
              .formatted(figure(figures.top5()), gates.minTop5()));
    }
  }

  private static void addMissed(
      Gates.Fill gate, EvaluationReport.Fill answer, List<String> missed) {
    List<String> words = answer.words().stream().map(FillMaskAnswer.Candidate::token).toList();
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

  private static void addMissed(
      Gates.Baseline gate, double baselineLoss, double loss, List<String> missed) {
    double highest = gate.highestLoss(baselineLoss);
    if (!(loss <= highest)) {
      missed.add(
          "validation loss %s is above %s, which is %s%% more than the %s of %s (baseline)"
              .formatted(
                  figure(loss),
                  figure(highest),
                  gate.tolerance().toPlainString(),
                  figure(baselineLoss),
                  gate.name()));
    }
  }

  private static String figure(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
