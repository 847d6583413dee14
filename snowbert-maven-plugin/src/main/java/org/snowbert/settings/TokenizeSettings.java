package org.snowbert.settings;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.OneItem;
import org.snowbert.incremental.OnlyWhereSet;
import org.snowbert.text.TokenizerConfig;

/**
 * The way in which sentences become tokens.
 *
 * @param vocabulary the user's {@code vocab.txt}; null to learn a vocabulary, or to use that of the
 *     model that training starts from
 * @param vocabularySize the largest number of entries in a learned vocabulary; null if no
 *     vocabulary is learned
 * @param segmenter the rules by which sentences become tokens: those of the model that training
 *     starts from, if there is one
 * @param validationFraction the share of the distinct sentences that is held out for validation, in
 *     [0, 1); 0 to train on all sentences
 * @param maxLength the largest number of tokens in a sentence, {@code [CLS]} and {@code [SEP]}
 *     included
 * @param seed the seed of the split
 */
public record TokenizeSettings(
    @Nullable Path vocabulary,
    @OnlyWhereSet @Nullable Integer vocabularySize,
    @OneItem TokenizerConfig segmenter,
    double validationFraction,
    int maxLength,
    long seed) {}
