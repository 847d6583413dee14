package org.snowbert.maven;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.pipeline.Pipeline;
import org.snowbert.pipeline.Workspace;
import org.snowbert.text.Normalizer;

/**
 * Fills the masks of a sentence with the trained model's most probable words, which it prints as a
 * program would: with {@code -q} there is nothing else.
 *
 * @since 0.1.0
 */
@Mojo(name = "fill-mask", threadSafe = true)
public final class FillMaskMojo extends PipelineMojo {
  /**
   * The sentence, with {@code [MASK]} where a word is to be found.
   *
   * <p>Values: a sentence with {@code [MASK]}. Example: {@code -Dsnowbert.text='秋には[MASK]が木から落ちる。'}
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
  void execute(Pipeline pipeline, Workspace workspace) throws IOException {
    String prompt = text == null ? "" : Normalizer.normalize(text);
    if (!prompt.contains("[MASK]")) {
      throw new InvalidInputException(
          "snowbert.text is %s: give a sentence with [MASK] where a word is to be filled in"
              .formatted(text == null ? "not set" : "'" + text + "'"));
    }
    FillMaskAnswer answer = pipeline.fillMask(prompt, Values.atLeast(1, "topK", topK));
    // Not through the log: it is what was asked for, with -q too.
    lines(answer).forEach(System.out::println);
  }

  /** The words of each mask, the most probable first, then the sentence with the first of each. */
  static List<String> lines(FillMaskAnswer answer) {
    List<String> lines = new ArrayList<>();
    int masks = answer.masks().size();
    for (int mask = 0; mask < masks; mask++) {
      if (masks > 1) {
        lines.add("[MASK] %d:".formatted(mask + 1));
      }
      for (FillMaskAnswer.Candidate candidate : answer.masks().get(mask)) {
        lines.add(
            String.format(Locale.ROOT, "%s %.2f", candidate.token(), candidate.probability()));
      }
    }
    lines.add(answer.text());
    return lines;
  }
}
