package org.snowbert.steps;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.TrainingResults;

/**
 * What came of the training that is up to date.
 *
 * @param took the training's last run; null where it is not known
 * @param prompt a sentence with one {@code [MASK]} to ask the model; null where there is none
 */
public record TrainingSummary(
    TrainingResults results, @Nullable Duration took, @Nullable String prompt) {}
