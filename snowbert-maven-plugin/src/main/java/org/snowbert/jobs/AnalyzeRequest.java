package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.settings.Hardware;

/**
 * The request of the job {@code analyze}. Paths are absolute.
 *
 * @param model the model's folder
 * @param sentences the normalised corpus, one sentence per line
 * @param train the token file of the training sentences
 * @param masked the masked file of the validation sentences
 * @param seed the seed of the split
 * @param validationFraction the share of the distinct sentences that was held out
 * @param output the file into which the {@link org.snowbert.jobs.results.Analysis} is written
 */
public record AnalyzeRequest(
    Path model,
    Path sentences,
    Path train,
    Path masked,
    long seed,
    double validationFraction,
    Path output,
    Hardware hardware) {}
