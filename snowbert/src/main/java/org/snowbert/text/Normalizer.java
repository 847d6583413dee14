package org.snowbert.text;

import java.text.Normalizer.Form;

/** Brings a sentence into the one form in which the whole pipeline sees it. */
final class Normalizer {
  private static final String LONG_VOWELS = "〜～﹣－—━─";
  private static final String HYPHENS = "―‐˗֊‑‒–⁃⁻₋−";
  private static final int REPLACEMENT = 0xfffd;

  private Normalizer() {}

  /**
   * In this order: wave dashes, quotation marks, hyphens and long dashes each to one sign; Unicode
   * NFKC; control characters removed; white space stripped at both ends.
   */
  static String japanese(String sentence) {
    StringBuilder unified = new StringBuilder(sentence.length());
    sentence.chars().forEach(c -> unified.append(unify((char) c)));
    String composed = java.text.Normalizer.normalize(unified, Form.NFKC);
    StringBuilder kept = new StringBuilder(composed.length());
    composed.codePoints().filter(c -> !Character.isISOControl(c)).forEach(kept::appendCodePoint);
    // After NFKC no space is left that strip() does not know, such as the no-break space.
    return kept.toString().strip();
  }

  private static char unify(char c) {
    if (LONG_VOWELS.indexOf(c) >= 0) {
      return 'ー';
    }
    if (HYPHENS.indexOf(c) >= 0) {
      return '-';
    }
    return switch (c) {
      case '’' -> '\'';
      case '”', '“' -> '"';
      default -> c;
    };
  }

  /**
   * As Hugging Face's {@code BertNormalizer} cleans text, and no more, for transformers'
   * BertTokenizer does nothing else: control and format characters, those for private use and
   * replacement characters removed; every kind of white space a space; those at both ends stripped.
   */
  static String clean(String sentence) {
    StringBuilder kept = new StringBuilder(sentence.length());
    sentence
        .codePoints()
        .filter(c -> isLineOrTab(c) || !isRemoved(c))
        .map(c -> isLineOrTab(c) || Character.isSpaceChar(c) ? ' ' : c)
        .forEach(kept::appendCodePoint);
    return kept.toString().strip();
  }

  private static boolean isLineOrTab(int c) {
    return c == '\t' || c == '\n' || c == '\r';
  }

  private static boolean isRemoved(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE -> true;
      default -> c == REPLACEMENT;
    };
  }
}
