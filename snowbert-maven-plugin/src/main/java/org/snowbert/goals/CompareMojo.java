package org.snowbert.goals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.InvalidInputException;
import org.snowbert.console.Table;
import org.snowbert.console.Table.Side;
import org.snowbert.internal.Excerpt;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.model.BertConfig;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.settings.Gates;
import org.snowbert.steps.Pipeline;
import org.snowbert.steps.asking.Comparison;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Sets two models side by side: their sizes, how well each fills this project's masked validation
 * tokens, what differs in how they were made, and what they answer to the sentences of the gates.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", requiresProject = false, threadSafe = true)
public final class CompareMojo extends AskingMojo {
  private static final String NONE = "-";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{40,64}");

  /**
   * The model to compare with.
   *
   * <p>Values: a folder or a zip of a model, a checkpoint of a training, or {@code
   * groupId:artifactId:version} of a published one. Example: {@code
   * -Dsnowbert.with=org.example:easy-japanese:1.0.0}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.with")
  private @Nullable String with;

  /**
   * A sentence that both are to fill, beside those of the gates.
   *
   * <p>Values: a sentence with {@code [MASK]} or {@code ___}. Example: {@code
   * -Dsnowbert.text='秋には[MASK]が木から落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  /**
   * How many words are shown for each mask.
   *
   * <p>Values: a whole number of at least 1. Example: {@code -Dsnowbert.topK=10}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.topK", defaultValue = "5")
  private int topK;

  @Override
  void execute(Pipeline pipeline, Layout workspace) throws IOException {
    ParameterChecks.atLeast(1, "topK", topK);
    if (with == null) {
      throw new InvalidInputException(
          "snowbert.with is not set: name the folder, the zip or the coordinates of the model to compare with");
    }
    List<String> prompts =
        Stream.concat(
                pipeline.gates().fills().stream().map(Gates.Fill::text),
                text == null ? Stream.empty() : Stream.of(prompt(text)))
            .distinct()
            .toList();
    print(
        lines(
            new ModelQueries(pipeline)
                .compare(from(), named("snowbert.with", with), isProject(), prompts, topK),
            prompts));
  }

  /** The figures, what differs in their making, and the answers to each prompt. */
  static List<String> lines(Comparison comparison, List<String> prompts) {
    Comparison.Side first = comparison.first();
    Comparison.Side second = comparison.second();
    List<String> lines = new ArrayList<>(figures(first, second).lines());
    if (!comparison.scored()) {
      lines.add("There is no project here, and so no masked tokens to score them on.");
    } else {
      Stream.of(first, second)
          .filter(side -> side.figures() == null)
          .map(side -> side.name() + " reads other tokens than this project's: it is not scored.")
          .forEach(lines::add);
    }
    Stream.of(first, second)
        .filter(side -> !side.traced())
        .map(side -> side.name() + " has no training.json: what it was made of is not compared.")
        .forEach(lines::add);
    if (!comparison.provenance().isEmpty()) {
      lines.add("");
      Table table = new Table(Side.LEFT, Side.LEFT, Side.LEFT);
      comparison
          .provenance()
          .forEach(made -> table.row(made.name(), value(made.first()), value(made.second())));
      lines.addAll(table.lines());
    }
    for (int prompt = 0; prompt < prompts.size(); prompt++) {
      lines.add("");
      lines.add(prompts.get(prompt));
      lines.addAll(answers(first, second, prompt));
    }
    return lines;
  }

  private static Table figures(Comparison.Side first, Comparison.Side second) {
    String same = first.vocabulary().equals(second.vocabulary()) ? ", the same" : ", another";
    BertConfig ours = first.config();
    BertConfig theirs = second.config();
    Table table =
        new Table(Side.LEFT, Side.LEFT, Side.LEFT)
            .row("", first.name(), second.name())
            .row("layers × width", size(ours), size(theirs))
            .row("parameters", number("%,d", ours.parameters()), number("%,d", theirs.parameters()))
            .row(
                "vocabulary",
                number("%,d", first.vocabulary().size()),
                number("%,d", second.vocabulary().size()) + same);
    if (first.figures() != null || second.figures() != null) {
      row(table, "loss", "%.4f", first, second, Evaluation::loss);
      row(table, "perplexity", "%.2f", first, second, Evaluation::perplexity);
      row(table, "top-1", "%.4f", first, second, Evaluation::top1);
      row(table, "top-5", "%.4f", first, second, Evaluation::top5);
      row(table, "masked tokens", "%,d", first, second, Evaluation::tokens);
    }
    return table;
  }

  private static String size(BertConfig config) {
    return config.layers() + " × " + config.width();
  }

  private static void row(
      Table table,
      String name,
      String format,
      Comparison.Side first,
      Comparison.Side second,
      Function<Evaluation, Number> figure) {
    table.row(name, cell(format, first, figure), cell(format, second, figure));
  }

  private static String cell(
      String format, Comparison.Side side, Function<Evaluation, Number> figure) {
    return side.figures() == null ? NONE : number(format, figure.apply(side.figures()));
  }

  private static String number(String format, Number number) {
    return String.format(Locale.ROOT, format, number);
  }

  /** A digest by its beginning, a text by what a line holds. */
  private static String value(@Nullable String value) {
    if (value == null) {
      return NONE;
    }
    return DIGEST.matcher(value).matches() ? value.substring(0, 12) : Excerpt.of(value);
  }

  private static List<String> answers(Comparison.Side first, Comparison.Side second, int prompt) {
    FillMaskAnswer ours = first.answers().get(prompt).answer();
    FillMaskAnswer theirs = second.answers().get(prompt).answer();
    if (ours == null || theirs == null) {
      return Stream.of(first, second)
          .filter(side -> side.answers().get(prompt).mistake() != null)
          .map(side -> side.name() + ": " + side.answers().get(prompt).mistake())
          .toList();
    }
    List<String> lines = new ArrayList<>();
    for (int mask = 0; mask < ours.masks().size(); mask++) {
      Table table = new Table(Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT, Side.RIGHT);
      table.row("", first.name(), "", second.name(), "");
      List<Candidate> left = ours.masks().get(mask);
      List<Candidate> right = theirs.masks().get(mask);
      for (int rank = 1; rank <= Math.min(left.size(), right.size()); rank++) {
        Candidate one = left.get(rank - 1);
        Candidate other = right.get(rank - 1);
        table.row(
            Integer.toString(rank),
            one.token(),
            probability(one.probability()),
            other.token(),
            probability(other.probability()));
      }
      lines.addAll(table.lines());
    }
    return lines;
  }
}
