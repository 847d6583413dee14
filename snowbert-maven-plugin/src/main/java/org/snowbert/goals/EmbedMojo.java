package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.console.EmbeddingSummary;
import org.snowbert.console.NeighbourTable;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.settings.Settings;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Writes a vector for each sentence: the mean of the model's last hidden states over the tokens of
 * the sentence. It can also show the sentences that are nearest to a given one.
 *
 * @since 0.1.0
 */
@Mojo(name = "embed", requiresProject = false, threadSafe = true)
public final class EmbedMojo extends QuestionMojo {
  /**
   * The file of the sentences. The default is the corpus of this project, {@code
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
   * The file to write. The default is {@code target/snowbert/embeddings.safetensors}. The file has
   * a row for each line of the input, also for an empty line. A safetensors file holds the tensor
   * {@code vectors}, F32 [sentences, width]. A row of a CSV file has the sentence before the
   * numbers.
   *
   * <p>Values: a file whose name ends in {@code safetensors} or {@code csv}. Example: {@code
   * -Dsnowbert.output=vectors.csv}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.output")
  private @Nullable File output;

  /**
   * A sentence. The goal shows the sentences nearest to it, by the cosine of the angle between the
   * vectors. Without this parameter the goal shows none.
   *
   * <p>Values: a sentence. Example: {@code -Dsnowbert.text='秋には葉が落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  @Override
  void execute(ModelQueries queries, Layout layout, @Nullable Settings settings)
      throws IOException {
    int topK = topK();
    Path vectors = output(layout);
    if (input == null && !isProject()) {
      throw new InvalidInputException(
          "snowbert.input is not set, and there is no project here with a corpus: name a text file with a sentence a line");
    }
    EmbedReport report =
        queries.embed(from(), input == null ? null : input.toPath(), vectors, text, topK);
    Path shown = vectors.startsWith(base()) ? base().relativize(vectors) : vectors;
    getLog().info(new EmbeddingSummary(report, shown).line());
    if (text != null) {
      print(new NeighbourTable(report.neighbours()).lines());
    }
  }

  private Path output(Layout layout) {
    if (output == null) {
      Path root = isProject() ? layout.root() : base().resolve("target/snowbert");
      return root.resolve("embeddings.safetensors");
    }
    Path file = output.toPath();
    if (!file.toString().matches(".*\\.(csv|safetensors)")) {
      throw new InvalidInputException(
          "snowbert.output is %s: give it a name that ends in .safetensors or .csv"
              .formatted(file));
    }
    return file;
  }
}
