package org.snowbert.goals;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.console.ComparisonTable;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;
import org.snowbert.steps.asking.Comparison;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Compares two models: their sizes, how well each fills the masked validation tokens of this
 * project, how their training differed, and what they answer to the sentences of the gates.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", requiresProject = false, threadSafe = true)
public final class CompareMojo extends QuestionMojo {
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
   * A sentence that both models fill, besides the sentences of the gates.
   *
   * <p>Values: a sentence with {@code [MASK]} or {@code ___}. Example: {@code
   * -Dsnowbert.text='秋には[MASK]が木から落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  @Override
  void execute(ModelQueries queries, Layout layout, @Nullable Settings settings)
      throws IOException {
    int topK = topK();
    if (with == null) {
      throw new InvalidInputException(
          "snowbert.with is not set: name the folder, the zip or the coordinates of the model to compare with");
    }
    List<String> prompts =
        Stream.concat(
                settings == null
                    ? Stream.empty()
                    : settings.gates().fills().stream().map(Gates.Fill::text),
                text == null ? Stream.empty() : Stream.of(prompt(text)))
            .distinct()
            .toList();
    Comparison comparison = queries.compare(from(), named("snowbert.with", with), prompts, topK);
    print(new ComparisonTable(comparison, prompts).lines());
  }
}
