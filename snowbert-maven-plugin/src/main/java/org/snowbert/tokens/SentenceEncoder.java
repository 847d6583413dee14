package org.snowbert.tokens;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snowbert.internal.Excerpt;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.Vocabulary;

/**
 * Encodes sentences as {@code [CLS] … [SEP]}, cut to a length. It counts the cut sentences and the
 * unknown tokens.
 */
final class SentenceEncoder {
  /** The most unknown words that are counted: a corpus may have more than memory. */
  private static final int MOST_WORDS = 1 << 17;

  private static final int SHOWN = 10;

  private final Vocabulary vocabulary;
  private final Tokenizer tokenizer;
  private final int[] ids;
  private int truncated;
  private long unknown;
  private final Map<String, Long> unknownWords = new HashMap<>();

  SentenceEncoder(Vocabulary vocabulary, Tokenizer tokenizer, int maxLength) {
    this.vocabulary = vocabulary;
    this.tokenizer = tokenizer;
    this.ids = new int[maxLength];
  }

  /**
   * Encodes a normalised sentence into {@link #ids()}.
   *
   * @return the number of tokens, {@code [CLS]} and {@code [SEP]} included
   */
  int encode(String sentence) {
    int end = ids.length - 1;
    int length = 0;
    ids[length++] = vocabulary.cls();
    boolean cut = false;
    for (Tokenizer.Word word : tokenizer.words(sentence)) {
      for (int piece : word.ids()) {
        if (length == end) {
          cut = true;
          break;
        }
        if (piece == vocabulary.unk()) {
          unknown++;
          count(word.text());
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

  private void count(String word) {
    if (unknownWords.size() < MOST_WORDS || unknownWords.containsKey(word)) {
      unknownWords.merge(word, 1L, Long::sum);
    }
  }

  /** The words that most often became {@code [UNK]}, the most frequent first. */
  List<String> unknownWords() {
    return unknownWords.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(SHOWN)
        .map(word -> Excerpt.of(word.getKey()))
        .toList();
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
