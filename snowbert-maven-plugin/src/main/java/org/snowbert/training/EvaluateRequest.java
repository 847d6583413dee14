package org.snowbert.training;

import org.jspecify.annotations.Nullable;
import org.snowbert.masking.Labels;

/**
 * The job {@code evaluate}. Paths are absolute.
 *
 * @param model a model folder or the packaged zip
 * @param masked the masked validation file
 * @param output the file {@code evaluation.json}, an {@link Evaluation}
 * @param labels what training scored
 * @param paddedLength that training padded to, or null
 */
public record EvaluateRequest(
    String model,
    String masked,
    String output,
    Labels labels,
    @Nullable Integer paddedLength,
    Hardware hardware) {}
