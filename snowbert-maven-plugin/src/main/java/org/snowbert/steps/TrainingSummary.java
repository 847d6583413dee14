package org.snowbert.steps;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.MaskSettings;

/**
 * The summary of a finished training.
 *
 * @param masks the masks of the training
 * @param took the duration of the last run of the training; null if it is not known
 * @param prompt a sentence with one {@code [MASK]} to ask the model; null if there is none
 */
public record TrainingSummary(
    TrainingResults results,
    MaskSettings masks,
    @Nullable Duration took,
    @Nullable String prompt) {}
