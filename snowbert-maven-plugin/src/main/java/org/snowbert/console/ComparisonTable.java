package org.snowbert.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.console.Table.Side;
import org.snowbert.internal.Excerpt;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.model.BertConfig;
import org.snowbert.steps.asking.Comparison;

/**
 * Shows two models side by side: their figures, the differences in their making, and their answers.
 *
 * @param prompts the sentences that both models filled
 */
public record ComparisonTable(Comparison comparison, List<String> prompts) {
  private static final String NONE = "-";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40,64}");

  public List<String> lines() {
    List<String> lines = new ArrayList<>(figures().lines());
    lines.addAll(remarks());
    if (!comparison.provenance().isEmpty()) {
      lines.add("");
      lines.addAll(differences().lines());
    }
    for (int prompt = 0; prompt < prompts.size(); prompt++) {
      lines.add("");
      lines.add(prompts.get(prompt));
      lines.addAll(answers(prompt));
    }
    return lines;
  }

  private Stream<Comparison.Side> sides() {
    return Stream.of(comparison.first(), comparison.second());
  }

  private Table figures() {
    Comparison.Side first = comparison.first();
    Comparison.Side second = comparison.second();
    BertConfig ours = first.config();
    BertConfig theirs = second.config();
    String same = first.vocabulary().equals(second.vocabulary()) ? ", the same" : ", another";
    Table table =
        new Table(Side.LEFT, Side.LEFT, Side.LEFT)
            .row("", first.name(), second.name())
            .row("layers × width", size(ours), size(theirs))
            .row("parameters", number("%,d", ours.parameters()), number("%,d", theirs.parameters()))
            .row(
                "vocabulary",
                number("%,d", first.vocabulary().size()),
                number("%,d", second.vocabulary().size()) + same);
    if (sides().anyMatch(side -> side.figures() != null)) {
      addFigure(table, "loss", "%.4f", Evaluation::loss);
      addFigure(table, "perplexity", "%.2f", Evaluation::perplexity);
      addFigure(table, "top-1", "%.4f", Evaluation::top1);
      addFigure(table, "top-5", "%.4f", Evaluation::top5);
      addFigure(table, "masked tokens", "%,d", Evaluation::tokens);
    }
    return table;
  }

  private static String size(BertConfig config) {
    return config.layers() + " × " + config.width();
  }

  private void addFigure(
      Table table, String name, String format, Function<Evaluation, Number> figure) {
    table.row(
        name,
        figure(format, comparison.first().figures(), figure),
        figure(format, comparison.second().figures(), figure));
  }

  private static String figure(
      String format, @Nullable Evaluation figures, Function<Evaluation, Number> figure) {
    return figures == null ? NONE : number(format, figure.apply(figures));
  }

  private static String number(String format, Number number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** Says what could not be compared. */
  private List<String> remarks() {
    List<String> remarks = new ArrayList<>();
    if (!comparison.scored()) {
      remarks.add(
          "there are no masked validation tokens of a project here, so the models are not scored: make them with mvn snowbert:mask and a snowbert.validationFraction above 0");
    } else {
      sides()
          .filter(side -> side.figures() == null)
          .map(
              side ->
                  side.name()
                      + " is not scored: it has another vocabulary than this project, or reads fewer tokens than the longest validation sentence has")
          .forEach(remarks::add);
    }
    sides()
        .filter(side -> !side.traced())
        .map(side -> side.name() + " has no training.json: its origin is not compared")
        .forEach(remarks::add);
    return remarks;
  }

  private Table differences() {
    Table table = new Table(Side.LEFT, Side.LEFT, Side.LEFT);
    comparison
        .provenance()
        .forEach(made -> table.row(made.name(), value(made.first()), value(made.second())));
    return table;
  }

  /** Shortens digests and long texts, so that the values fit in a line. */
  private static String value(@Nullable String value) {
    if (value == null) {
      return NONE;
    }
    return DIGEST.matcher(value).matches() ? value.substring(0, 12) : Excerpt.of(value);
  }

  private List<String> answers(int prompt) {
    FillMaskAnswer ours = comparison.first().answers().get(prompt).answer();
    FillMaskAnswer theirs = comparison.second().answers().get(prompt).answer();
    if (ours == null || theirs == null) {
      return sides()
          .filter(side -> side.answers().get(prompt).mistake() != null)
          .map(side -> side.name() + ": " + side.answers().get(prompt).mistake())
          .toList();
    }
    List<String> lines = new ArrayList<>();
    for (int mask = 0; mask < ours.masks().size(); mask++) {
      lines.addAll(candidates(ours.masks().get(mask), theirs.masks().get(mask)).lines());
    }
    return lines;
  }

  private Table candidates(List<Candidate> ours, List<Candidate> theirs) {
    Table table = new Table(Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT);
    table.row("", comparison.first().name(), "", comparison.second().name(), "");
    for (int rank = 1; rank <= Math.min(ours.size(), theirs.size()); rank++) {
      Candidate one = ours.get(rank - 1);
      Candidate other = theirs.get(rank - 1);
      table.row(
          Integer.toString(rank),
          one.token(),
          HumanNumbers.probability(one.probability()),
          other.token(),
          HumanNumbers.probability(other.probability()));
    }
    return table;
  }
}
