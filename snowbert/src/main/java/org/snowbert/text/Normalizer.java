package org.snowbert.text;

import java.text.Normalizer.Form;

/**
 * Brings a sentence into the one form in which the whole pipeline sees it.
 *
 * <p>In this order: wave dashes, quotation marks, hyphens and long dashes each to one sign; Unicode
 * NFKC; control characters removed; white space stripped at both ends.
 */
public final class Normalizer {
  private static final String LONG_VOWELS = "〜～﹣－—━─";
  private static final String HYPHENS = "―‐˗֊‑‒–⁃⁻₋−";

  private Normalizer() {}

  public static String normalize(String sentence) {
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
}
