package org.snowbert.jobs.results;

/**
 * What tokenizing gave; tokens count {@code [CLS]} and {@code [SEP]}.
 *
 * @param vocabulary the size of the vocabulary
 * @param unknownTokens the {@code [UNK]} of both sides
 * @param truncated the sentences cut to the maximum length
 */
public record TokenizeReport(
    int vocabulary,
    int trainSentences,
    int validationSentences,
    long trainTokens,
    long validationTokens,
    long unknownTokens,
    int truncated) {}
