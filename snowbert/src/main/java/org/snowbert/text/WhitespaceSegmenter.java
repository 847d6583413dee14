package org.snowbert.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits sentences at white space, each sign of punctuation a word of its own, as Hugging Face's
 * {@code BertPreTokenizer} does. The few signs that Unicode took in after its version 8, which that
 * knows, are as this JDK has them.
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
        add(sentence, start, at, words);
        start = at + length;
      }
      if (punctuation) {
        add(sentence, at, start, words);
      }
    }
    add(sentence, start, sentence.length(), words);
    return words;
  }

  private static void add(String sentence, int start, int end, List<String> words) {
    if (start < end) {
      words.add(sentence.substring(start, end));
    }
  }

  /** BERT takes every sign of ASCII for punctuation, {@code $} and {@code +} too. */
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
