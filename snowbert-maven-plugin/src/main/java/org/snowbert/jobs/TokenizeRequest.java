package org.snowbert.jobs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TokenizeSettings;

/**
 * The request of the job {@code tokenize}.
 *
 * @param sentences a text file with one normalised sentence per line
 * @param output the folder to write, which is replaced as a whole
 * @param vocabulary the {@code vocab.txt} to use, from the user or from the model that training
 *     starts from; null to learn a vocabulary
 */
public record TokenizeRequest(
    Path sentences, TokenFolder output, @Nullable Path vocabulary, TokenizeSettings settings) {}
