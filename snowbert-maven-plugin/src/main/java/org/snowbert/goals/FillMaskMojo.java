package org.snowbert.goals;

import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.console.Dialogue;
import org.snowbert.console.FilledMasks;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.parameters.PromptText;
import org.snowbert.settings.Settings;
import org.snowbert.steps.asking.MaskFiller;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Fills the gaps of a sentence with the most probable words of a model. With {@code -q} it prints
 * the words and nothing else.
 *
 * @since 0.1.0
 */
@Mojo(name = "fill-mask", requiresProject = false, threadSafe = true)
public final class FillMaskMojo extends QuestionMojo {
  /**
   * The sentence, with one or more gaps, each written {@code [MASK]} or {@code ___}.
   *
   * <p>Values: a sentence with {@code [MASK]} or {@code ___}. Example: {@code
   * -Dsnowbert.text='秋には[MASK]が木から落ちる。'}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  /**
   * Whether the goal reads sentences from standard input, one a line, and answers each at once. It
   * loads the model once, and ends at the end of the input or at an empty line.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.interactive=true}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.interactive", defaultValue = "false")
  private boolean interactive;

  @Override
  void execute(ModelQueries queries, Layout layout, @Nullable Settings settings)
      throws IOException {
    int topK = topK();
    String prompt = interactive ? "" : prompt(text);
    try (MaskFiller model = queries.fillMasks(from(), topK)) {
      if (interactive) {
        Dialogue.ofStandardStreams().run(sentence -> lines(model.ask(PromptText.of(sentence))));
      } else {
        print(new FilledMasks(model.fill(prompt)).lines());
      }
    }
  }

  private static List<String> lines(FillMaskReply reply) {
    return reply.answer() == null
        ? List.of(String.valueOf(reply.mistake()))
        : new FilledMasks(reply.answer()).lines();
  }
}
