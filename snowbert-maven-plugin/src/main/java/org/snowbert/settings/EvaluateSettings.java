package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.AddedByStep;

/**
 * How the packaged model is evaluated.
 *
 * @param labels the positions that training scored
 * @param paddedLength the length that training padded sentences to; null for no padding
 * @param hardware where the evaluation computes
 * @param gates the limits that the evaluation must meet; they name prompts to fill and a model to
 *     compare with
 */
public record EvaluateSettings(
    Labels labels, @Nullable Integer paddedLength, Hardware hardware, @AddedByStep Gates gates) {}
