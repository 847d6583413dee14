package org.snowbert.tokens;

import java.util.List;
import org.snowbert.text.Vocabulary;
import org.snowbert.text.WordPiece;

/** Encodes words as {@code [CLS] … [SEP]}, cut to a length, and counts what that lost. */
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

  /** Encodes a sentence into {@link #ids()} and returns its length. */
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

  /** Where {@link #encode} writes; its next call overwrites it. */
  int[] ids() {
    return ids;
  }

  int truncated() {
    return truncated;
  }

  long unknown() {
    return unknown;
  }
}
