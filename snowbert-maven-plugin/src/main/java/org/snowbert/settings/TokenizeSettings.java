package org.snowbert.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.OnlyWhereSet;
import org.snowbert.text.Segmentation;

/**
 * How sentences become tokens.
 *
 * @param vocabulary the user's {@code vocab.txt}; null to learn a vocabulary, or to take that of
 *     the model that training starts from
 * @param vocabularySize the most entries of a learned vocabulary; null where none is learned
 * @param segmenter how sentences are split into words; that of the model that training starts from,
 *     if there is one
 * @param validationFraction the share of the distinct sentences that is held out, in (0, 1)
 * @param maxLength the most tokens of a sentence, {@code [CLS]} and {@code [SEP]} counted
 * @param seed the seed of the split
 */
public record TokenizeSettings(
    @Nullable Path vocabulary,
    @OnlyWhereSet @Nullable Integer vocabularySize,
    Segmentation segmenter,
    double validationFraction,
    int maxLength,
    long seed) {}
