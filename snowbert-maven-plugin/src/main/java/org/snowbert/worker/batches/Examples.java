package org.snowbert.worker.batches;

import java.io.IOException;
import java.nio.file.Path;
import org.snowbert.internal.RandomStream;
import org.snowbert.internal.TokenLabel;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.tokens.TokenFile;

/** Masked sentences, each found by its number. */
public interface Examples {
  int count();

  /** The number of tokens of a sentence. */
  int length(int sentence);

  /**
   * Writes the tokens and labels of a sentence into {@code ids} and {@code labels}, from the index
   * {@code at} on. The masks are those of the epoch.
   */
  void read(int sentence, int epoch, int[] ids, int[] labels, int at);

  /** Sentences that were masked once. Their masks are the same in each epoch. */
  static Examples masked(Path file) throws IOException {
    MaskedFile masked = MaskedFile.open(file);
    return new Examples() {
      @Override
      public int count() {
        return masked.sentences();
      }

      @Override
      public int length(int sentence) {
        return masked.length(sentence);
      }

      @Override
      public void read(int sentence, int epoch, int[] ids, int[] labels, int at) {
        masked.read(sentence, ids, labels, at);
      }
    };
  }

  /** Masked sentences in which every token is scored. A token without a mask is its own label. */
  static Examples scoredEverywhere(Examples masked) {
    return new Examples() {
      @Override
      public int count() {
        return masked.count();
      }

      @Override
      public int length(int sentence) {
        return masked.length(sentence);
      }

      @Override
      public void read(int sentence, int epoch, int[] ids, int[] labels, int at) {
        masked.read(sentence, epoch, ids, labels, at);
        for (int i = at; i < at + masked.length(sentence); i++) {
          labels[i] = TokenLabel.tokenBeforeMasking(ids[i], labels[i]);
        }
      }
    };
  }

  /** Sentences whose masks are drawn anew in each epoch. */
  static Examples dynamic(Path file, Masker masker, long seed) throws IOException {
    TokenFile tokens = TokenFile.open(file);
    return new Examples() {
      @Override
      public int count() {
        return tokens.sentences();
      }

      @Override
      public int length(int sentence) {
        return tokens.length(sentence);
      }

      @Override
      public void read(int sentence, int epoch, int[] ids, int[] labels, int at) {
        tokens.read(sentence, ids, at);
        RandomStream draws = RandomStream.of(seed, "mask/train", epoch, sentence);
        masker.mask(draws, ids, labels, at, at + tokens.length(sentence));
      }
    };
  }
}
