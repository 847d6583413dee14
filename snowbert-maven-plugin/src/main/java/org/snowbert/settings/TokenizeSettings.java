package org.snowbert.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.text.Segmentation;

/**
 * How sentences become tokens.
 *
 * @param segmentation that of the model to start from, if there is one
 * @param vocabulary the user's {@code vocab.txt}; null to learn one, or to take that of the model
 *     to start from
 * @param vocabularySize the most entries that are learned
 * @param validationFraction of the distinct sentences, between 0 and 1
 * @param maxLength tokens of a sentence, the special ones included
 */
public record TokenizeSettings(
    Segmentation segmentation,
    @Nullable Path vocabulary,
    int vocabularySize,
    double validationFraction,
    int maxLength) {}
