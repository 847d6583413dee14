package org.snowbert.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a message quotes of a file, which may hold anything: a short piece that stays on one line.
 */
public final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  /** What the first of an exception's causes said that said anything. */
  public static String reason(Throwable e) {
    String reason = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return of(reason);
  }

  /** The text's beginning; characters that control a terminal or turn its writing are spaces. */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean cut = text.length() > LONGEST;
    String begin = cut ? text.substring(0, LONGEST) + "…" : text;
    return begin.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ").strip();
  }
}
