package org.snowbert.jobs.results;

/**
 * What the job {@code tokenize} counted. The numbers of tokens include {@code [CLS]} and {@code
 * [SEP]}.
 *
 * @param vocabulary the number of entries of the vocabulary
 * @param unknownTokens the number of {@code [UNK]} in the training and validation sentences
 * @param truncated the number of sentences that were cut to the maximum length
 */
public record TokenCounts(
    int vocabulary,
    int trainSentences,
    int validationSentences,
    long trainTokens,
    long validationTokens,
    long unknownTokens,
    int truncated) {
  /** The number of tokens of all sentences. */
  public long tokens() {
    return trainTokens + validationTokens;
  }
}
