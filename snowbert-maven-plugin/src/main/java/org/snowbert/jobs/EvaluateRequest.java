package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;

/**
 * The request of the job {@code evaluate}. Paths are absolute.
 *
 * @param model the folder or the zip of the model
 * @param masked the masked file of the validation sentences
 * @param output the file {@code evaluation.json} to write, an {@link
 *     org.snowbert.jobs.results.EvaluationReport}
 * @param labels the positions that training scored
 * @param paddedLength the length that training padded sentences to; null for no padding
 * @param prompts the sentences to fill
 * @param baseline the model to compare with; null if there is none
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
   * @param topK the number of most probable words to report
   */
  public record Prompt(String text, int topK) {}

  /**
   * The model to compare with.
   *
   * @param name the name that the user gives it
   * @param model the folder or zip of the model
   */
  public record Baseline(String name, Path model) {}
}
