package org.snowbert.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits sentences at white space and makes each punctuation mark a word, as Hugging Face's {@code
 * BertPreTokenizer} does. That class knows the punctuation marks of Unicode 8; this class knows
 * those of the JDK's Unicode, which are a few more.
 */
final class WhitespaceSegmenter implements Segmenter {
  @Override
  public List<String> segment(String sentence) {
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int at = 0, length; at < sentence.length(); at += length) {
      int c = sentence.codePointAt(at);
      length = Character.charCount(c);
      boolean punctuation = isPunctuation(c);
      if (punctuation || Character.isSpaceChar(c)) {
        addWord(sentence, start, at, words);
        start = at + length;
      }
      if (punctuation) {
        addWord(sentence, at, start, words);
      }
    }
    addWord(sentence, start, sentence.length(), words);
    return words;
  }

  private static void addWord(String sentence, int start, int end, List<String> words) {
    if (start < end) {
      words.add(sentence.substring(start, end));
    }
  }

  /** For BERT every sign of ASCII is punctuation, {@code $} and {@code +} too. */
  private static boolean isPunctuation(int c) {
    if (c < 0x80) {
      return c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c);
    }
    return switch (Character.getType(c)) {
      case Character.CONNECTOR_PUNCTUATION,
          Character.DASH_PUNCTUATION,
          Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION,
          Character.OTHER_PUNCTUATION ->
          true;
      default -> false;
    };
  }
}
