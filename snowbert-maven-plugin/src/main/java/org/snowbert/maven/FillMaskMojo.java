package org.snowbert.maven;

import java.io.IOException;
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
 * Fills the masks of a sentence with the trained model's most probable words.
 *
 * @since 0.1.0
 */
@Mojo(name = "fill-mask", threadSafe = true)
public final class FillMaskMojo extends PipelineMojo {
  /**
   * The sentence, with {@code [MASK]} where a word is to be found: {@code
   * -Dsnowbert.text=秋には[MASK]が木から落ちる。}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.text")
  private @Nullable String text;

  /**
   * How many words are shown for each mask.
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
    for (List<FillMaskAnswer.Candidate> mask : answer.masks()) {
      for (FillMaskAnswer.Candidate candidate : mask) {
        getLog()
            .info(
                String.format(Locale.ROOT, "%s %.2f", candidate.token(), candidate.probability()));
      }
    }
    getLog().info(answer.text());
  }
}
