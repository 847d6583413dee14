package org.snowbert.text;

import java.text.Normalizer.Form;

/** Brings sentences into the one form that the whole pipeline uses. */
final class Normalizer {
  /** Each becomes {@code ー}. */
  static final String LONG_VOWELS = "〜～﹣－—━─";

  /** Each becomes {@code -}. */
  static final String HYPHENS = "―‐˗֊‑‒–⁃⁻₋−";

  /** Line breaks, tabs and spaces that NFKC does not make a blank. */
  static final String BREAKS = "\t\n\u000b\f\r\u0085\u1680\u2028\u2029";

  /**
   * Characters without a width, which stand in no word: soft hyphen, byte order mark and others.
   */
  static final String INVISIBLE = "\u00ad\u200b\u2060\ufeff";

  private static final int REPLACEMENT = 0xfffd;

  private Normalizer() {}

  /**
   * The form of Japanese text. In this order: wave dashes, quotation marks, hyphens and long dashes
   * are each replaced by one sign, and line breaks and tabs by a blank; invisible characters are
   * removed; Unicode NFKC is applied; control characters are removed; white space is stripped at
   * both ends.
   */
  static String japanese(String sentence) {
    StringBuilder unified = new StringBuilder(sentence.length());
    sentence
        .replace("\r\n", "\n")
        .chars()
        .filter(c -> INVISIBLE.indexOf(c) < 0) // before NFKC, which joins what stands beside them
        .forEach(c -> unified.append(unify((char) c)));
    String composed = java.text.Normalizer.normalize(unified, Form.NFKC);
    StringBuilder kept = new StringBuilder(composed.length());
    composed.codePoints().filter(c -> !Character.isISOControl(c)).forEach(kept::appendCodePoint);
    // NFKC has replaced the spaces that strip() does not know, such as the no-break space.
    return kept.toString().strip();
  }

  private static char unify(char c) {
    if (LONG_VOWELS.indexOf(c) >= 0) {
      return 'ー';
    }
    if (HYPHENS.indexOf(c) >= 0) {
      return '-';
    }
    if (BREAKS.indexOf(c) >= 0) {
      return ' ';
    }
    return switch (c) {
      case '’' -> '\'';
      case '”', '“' -> '"';
      default -> c;
    };
  }

  /**
   * The form of other text. Control characters, invisible ones and replacement characters are
   * removed; every white space becomes a space; white space is stripped at both ends. Hugging
   * Face's {@code BertNormalizer} does all that too, and more, so the words stay the same.
   */
  static String bert(String sentence) {
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
    return Character.isISOControl(c)
        || INVISIBLE.indexOf(c) >= 0
        || c == REPLACEMENT
        || Character.getType(c) == Character.SURROGATE;
  }
}
