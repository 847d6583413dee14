package org.snowbert.worker.evaluation;

import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.internal.TokenLabel;
import org.snowbert.masking.MaskedFile;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;

/**
 * A model that knows only how often each token stands in the training sentences. Its loss is a
 * measure for the loss of a real model. It gives a token t the probability (n(t) + 1) / (N + V).
 * Here n(t) is how often t stands in the training sentences, N is the number of their tokens, and V
 * is the size of the vocabulary. Special tokens are never masked, so they are not counted.
 */
public final class TokenFrequencies {
  private final long[] counts;
  private final Vocabulary vocabulary;
  private long tokens;

  private TokenFrequencies(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
    this.counts = new long[vocabulary.size()];
  }

  /**
   * Counts the tokens of a file.
   *
   * @param train the token file of the training sentences
   */
  public static TokenFrequencies of(Path train, Vocabulary vocabulary) throws IOException {
    TokenFrequencies frequencies = new TokenFrequencies(vocabulary);
    TokenFile file = TokenFile.open(train);
    int[] ids = new int[0];
    for (int sentence = 0; sentence < file.sentences(); sentence++) {
      int length = file.length(sentence);
      ids = length > ids.length ? new int[length] : ids;
      file.read(sentence, ids, 0);
      for (int i = 0; i < length; i++) {
        frequencies.add(ids[i]);
      }
    }
    return frequencies;
  }

  private void add(int id) {
    if (!vocabulary.isSpecial(id)) {
      counts[id]++;
      tokens++;
    }
  }

  /** How often a token occurs; 0 for a special token. */
  public long of(int id) {
    return counts[id];
  }

  private double probability(int id) {
    return (counts[id] + 1.0) / (tokens + counts.length);
  }

  /** The logits [V] of this model. The logit of a token with the probability 1 / V is 0. */
  public float[] logits() {
    float[] logits = new float[counts.length];
    for (int id = 0; id < logits.length; id++) {
      // StrictMath gives the same bits on every machine.
      logits[id] = (float) StrictMath.log(probability(id) * logits.length);
    }
    return logits;
  }

  /** The mean cross-entropy of a file's scored tokens, in nats; 0 if no token is scored. */
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
          sum -= Math.log(probability(labels[i]));
          scored++;
        }
      }
    }
    return scored == 0 ? 0 : sum / scored;
  }
}
