package org.snowbert.jobs;

import org.snowbert.jobs.results.Analysis;
import org.snowbert.settings.Hardware;

/**
 * The job {@code analyze}. Paths are absolute.
 *
 * @param model the model's folder
 * @param sentences the normalised corpus, a sentence a line
 * @param train the training sentences' token file
 * @param masked the masked validation file
 * @param seed of the split
 * @param validationFraction of the split
 * @param output where the {@link Analysis} is written as JSON
 */
public record AnalyzeRequest(
    String model,
    String sentences,
    String train,
    String masked,
    long seed,
    double validationFraction,
    String output,
    Hardware hardware) {}
