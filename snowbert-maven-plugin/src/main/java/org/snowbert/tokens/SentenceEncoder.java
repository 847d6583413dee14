package org.snowbert.tokens;

import java.util.List;
import org.snowbert.text.Vocabulary;
import org.snowbert.text.WordPiece;

/**
 * Encodes the words of a sentence as {@code [CLS] … [SEP]}, cut to a length. It counts the cut
 * sentences and the unknown tokens.
 */
final class SentenceEncoder {
  private final Vocabulary vocabulary;
  private final WordPiece wordPiece;
  private final int[] ids;
  private int truncated;
  private long unknown;

  SentenceEncoder(Vocabulary vocabulary, WordPiece wordPiece, int maxLength) {
    this.vocabulary = vocabulary;
    this.wordPiece = wordPiece;
    this.ids = new int[maxLength];
  }

  /**
   * Encodes the words of a sentence into {@link #ids()}.
   *
   * @return the number of tokens, {@code [CLS]} and {@code [SEP]} included
   */
  int encode(List<String> words) {
    int end = ids.length - 1;
    int length = 0;
    ids[length++] = vocabulary.cls();
    boolean cut = false;
    for (int[] pieces : wordPiece.encode(words)) {
      for (int piece : pieces) {
        if (length == end) {
          cut = true;
          break;
        }
        if (piece == vocabulary.unk()) {
          unknown++;
        }
        ids[length++] = piece;
      }
    }
    ids[length++] = vocabulary.sep();
    if (cut) {
      truncated++;
    }
    return length;
  }

  /** The ids of the last sentence; the next call of {@link #encode} overwrites them. */
  int[] ids() {
    return ids;
  }

  /** The number of sentences that were cut. */
  int truncated() {
    return truncated;
  }

  /** The number of tokens {@code [UNK]}, without those that were cut off. */
  long unknown() {
    return unknown;
  }
}
