package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;

/**
 * The job {@code evaluate}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param masked the masked validation file
 * @param output the file {@code evaluation.json}, an {@link
 *     org.snowbert.jobs.results.EvaluationReport}
 * @param labels what training scored
 * @param paddedLength the length that training padded sentences to; null for no padding
 * @param prompts sentences to fill
 * @param baseline the model to compare with; null for none
 */
public record EvaluateRequest(
    Path model,
    Path masked,
    Path output,
    Labels labels,
    @Nullable Integer paddedLength,
    List<Prompt> prompts,
    @Nullable Baseline baseline,
    Hardware hardware) {
  /**
   * A sentence with one {@code [MASK]}.
   *
   * @param topK how many words to note
   */
  public record Prompt(String text, int topK) {}

  /**
   * Another model.
   *
   * @param name the user's name for it
   * @param model its folder or zip
   */
  public record Baseline(String name, Path model) {}
}
