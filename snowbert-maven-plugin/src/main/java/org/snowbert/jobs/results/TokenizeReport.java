package org.snowbert.jobs.results;

/**
 * The report of the job {@code tokenize}. The numbers of tokens include {@code [CLS]} and {@code
 * [SEP]}.
 *
 * @param vocabulary the number of entries of the vocabulary
 * @param unknownTokens the number of {@code [UNK]} in the training and validation sentences
 * @param truncated the number of sentences that were cut to the maximum length
 */
public record TokenizeReport(
    int vocabulary,
    int trainSentences,
    int validationSentences,
    long trainTokens,
    long validationTokens,
    long unknownTokens,
    int truncated) {}
