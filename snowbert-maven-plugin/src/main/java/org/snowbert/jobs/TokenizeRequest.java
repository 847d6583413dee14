package org.snowbert.jobs;

import org.jspecify.annotations.Nullable;
import org.snowbert.text.Segmentation;

/**
 * What to tokenize, as it is sent to the forked process.
 *
 * @param sentences a text file of one normalised sentence a line
 * @param output the directory that is written, replaced as a whole
 * @param vocabulary a {@code vocab.txt} to use, or null to learn one
 * @param vocabularySize how many tokens to stop learning at
 * @param validationFraction the expected part of distinct sentences kept for validation, in (0, 1)
 * @param segmentation which the sentences were normalised for
 * @param maxLength the most tokens of a sentence, {@code [CLS]} and {@code [SEP]} counted
 */
public record TokenizeRequest(
    String sentences,
    String output,
    @Nullable String vocabulary,
    int vocabularySize,
    double validationFraction,
    long seed,
    Segmentation segmentation,
    int maxLength) {}
