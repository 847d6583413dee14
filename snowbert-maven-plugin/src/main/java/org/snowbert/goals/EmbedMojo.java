package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.console.Table;
import org.snowbert.console.Table.Side;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.EmbedReport.Neighbour;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.steps.Pipeline;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Writes the vectors of sentences, each the mean of the model's last hidden states over the
 * sentence's tokens, and shows the sentences nearest to one.
 *
 * @since 0.1.0
 */
@Mojo(name = "embed", requiresProject = false, threadSafe = true)
public final class EmbedMojo extends AskingMojo {
  /**
   * The sentences; by default those of this project's corpus, {@code
   * target/snowbert/corpus/sentences.txt}.
   *
   * <p>Values: a text file of UTF-8, a sentence a line. Example: {@code
   * -Dsnowbert.input=questions.txt}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.input")
  private @Nullable File input;

  /**
   * The file that is written; by default {@code target/snowbert/embeddings.safetensors}. Its rows
   * are the lines of the sentences' file, an empty line included: of safetensors the tensor {@code
   * vectors}, F32 [sentences, width], of CSV the sentence before the numbers.
   *
   * <p>Values: a file whose name ends in {@code safetensors} or {@code csv}. Example: {@code
   * -Dsnowbert.output=vectors.csv}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.output")
  private @Nullable File output;

  /**
   * A sentence whose nearest neighbours are shown, by the cosine of the angle between their
   * vectors; by default none are.
   *
   * <p>Values: a sentence. Example: {@code -Dsnowbert.text='秋には葉が落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  /**
   * How many neighbours are shown.
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
    Path vectors = output();
    if (input == null && !isProject()) {
      throw new InvalidInputException(
          "snowbert.input is not set, and there is no project here whose corpus to take: name a text file with a sentence a line");
    }
    EmbedReport report =
        new ModelQueries(pipeline)
            .embed(from(), input == null ? null : input.toPath(), vectors, text, topK);
    getLog()
        .info(summary(report, vectors.startsWith(base()) ? base().relativize(vectors) : vectors));
    if (text != null) {
      print(neighbours(report.neighbours()));
    }
  }

  private Path output() {
    if (output == null) {
      String build = isProject() ? project().getBuild().getDirectory() : "target";
      return base().resolve(build).resolve("snowbert").resolve("embeddings.safetensors");
    }
    Path file = output.toPath();
    if (!file.toString().matches(".*\\.(csv|safetensors)")) {
      throw new InvalidInputException(
          "snowbert.output is %s: give it a name that ends in .safetensors or .csv"
              .formatted(file));
    }
    return file;
  }

  static String summary(EmbedReport report, Path vectors) {
    String cut =
        report.cut() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d of them cut where the model ends", report.cut());
    return String.format(
        Locale.ROOT,
        "embed: %s, %,d vectors of width %,d%s, in %.1f s, %,.0f sentences/s",
        vectors,
        report.sentences(),
        report.width(),
        cut,
        report.seconds(),
        report.sentences() / report.seconds());
  }

  /** A line for each, the nearest first, after one that names the columns. */
  static List<String> neighbours(List<Neighbour> neighbours) {
    Table table = new Table(Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT);
    table.row("", "cosine", "line", "sentence");
    for (int rank = 1; rank <= neighbours.size(); rank++) {
      Neighbour neighbour = neighbours.get(rank - 1);
      table.row(
          Integer.toString(rank),
          String.format(Locale.ROOT, "%.3f", neighbour.similarity()),
          Integer.toString(neighbour.line()),
          neighbour.sentence());
    }
    return table.lines();
  }
}
