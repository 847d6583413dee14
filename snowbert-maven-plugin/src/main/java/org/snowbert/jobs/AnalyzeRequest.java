package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.TokenizeSettings;

/**
 * The request of the job {@code analyze}. Paths are absolute.
 *
 * @param model the model's folder
 * @param sentences the normalised corpus, one sentence per line
 * @param train the token file of the training sentences
 * @param masked the masked file of the validation sentences
 * @param settings the settings of the split
 * @param output the file into which the {@link org.snowbert.jobs.results.Analysis} is written
 */
public record AnalyzeRequest(
    Path model,
    Path sentences,
    Path train,
    Path masked,
    TokenizeSettings settings,
    Path output,
    Hardware hardware) {}
