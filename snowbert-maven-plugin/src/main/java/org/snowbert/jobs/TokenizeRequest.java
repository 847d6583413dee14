package org.snowbert.jobs;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TokenizeSettings;

/**
 * The job {@code tokenize}.
 *
 * @param sentences a text file of one normalised sentence a line
 * @param output the folder that is written, replaced as a whole
 * @param vocabulary the {@code vocab.txt} to use, the user's or that of the model that training
 *     starts from; null to learn one
 */
public record TokenizeRequest(
    Path sentences, TokenFolder output, @Nullable Path vocabulary, TokenizeSettings settings) {}
