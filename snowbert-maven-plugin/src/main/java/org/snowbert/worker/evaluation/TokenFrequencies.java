package org.snowbert.worker.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.internal.TokenLabel;
import org.snowbert.masking.MaskedFile;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;

/**
 * A model that knows nothing but how often each token stands in the training sentences, to judge a
 * loss by. To a token t it gives the probability (n(t) + 1) / (N + V): n(t) is how often t stands
 * there, N the number of all tokens there, both without {@code [PAD]}, {@code [CLS]} and {@code
 * [SEP]}, which are never masked; V is the number of the vocabulary's entries.
 */
public final class TokenFrequencies {
  private final long[] counts;
  private final Vocabulary vocabulary;
  private long all;

  private TokenFrequencies(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.counts = new long[vocabulary.size()];
  }

  /**
   * The frequencies of a file's tokens.
   *
   * @param train the token file of the training sentences
   */
  public static TokenFrequencies of(Path train, Vocabulary vocabulary) throws IOException {
    TokenFrequencies frequencies = new TokenFrequencies(vocabulary);
    TokenFile tokens = TokenFile.open(train);
    int[] ids = new int[0];
    for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
      int length = tokens.length(sentence);
      ids = length > ids.length ? new int[length] : ids;
      tokens.read(sentence, ids, 0);
      for (int i = 0; i < length; i++) {
        frequencies.add(ids[i]);
      }
    }
    return frequencies;
  }

  private void add(int id) {
    if (id != vocabulary.pad() && id != vocabulary.cls() && id != vocabulary.sep()) {
      counts[id]++;
      all++;
    }
  }

  /** How often a token occurs; 0 for padding and the ends of sentences. */
  public long of(int id) {
    return counts[id];
  }

  /** The mean cross-entropy of a file's scored tokens, in nats; 0 where none is scored. */
  public double loss(Path masked) throws IOException {
    MaskedFile examples = MaskedFile.open(masked);
    int[] ids = new int[0];
    int[] labels = ids;
    double sum = 0;
    long scored = 0;
    for (int sentence = 0; sentence < examples.sentences(); sentence++) {
      int length = examples.length(sentence);
      if (length > ids.length) {
        ids = new int[length];
        labels = new int[length];
      }
      examples.read(sentence, ids, labels, 0);
      for (int i = 0; i < length; i++) {
        if (labels[i] != TokenLabel.IGNORE_INDEX) {
          sum -= Math.log((counts[labels[i]] + 1.0) / (all + counts.length));
          scored++;
        }
      }
    }
    return scored == 0 ? 0 : sum / scored;
  }
}
