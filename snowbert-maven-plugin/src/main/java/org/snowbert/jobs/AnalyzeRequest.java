package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.TokenizeSettings;

/**
 * The job {@code analyze}. Paths are absolute.
 *
 * @param model the model's folder
 * @param sentences the normalised corpus, a sentence a line
 * @param train the training sentences' token file
 * @param masked the masked validation file
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
