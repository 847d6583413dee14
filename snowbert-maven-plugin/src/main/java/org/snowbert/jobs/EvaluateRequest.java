package org.snowbert.jobs;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;

/**
 * The job {@code evaluate}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param masked the masked validation file
 * @param output the file {@code evaluation.json}, an {@link EvaluationReport}
 * @param labels what training scored
 * @param paddedLength that training padded to, or null
 * @param prompts to fill
 * @param baseline the model to compare with, or null
 */
public record EvaluateRequest(
    String model,
    String masked,
    String output,
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
   * @param name what the user calls it
   * @param model its folder or zip
   */
  public record Baseline(String name, String model) {}
}
