package org.snowbert.internal;

import org.jspecify.annotations.Nullable;

/**
 * Shortens text that a message quotes from a file: a file may hold anything, a message needs a
 * short piece on one line.
 */
public final class Excerpt {
  private static final int LONGEST = 120;

  private Excerpt() {}

  /** The message of the innermost cause that has a message. */
  public static String reason(Throwable e) {
    String reason = "";
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      reason = cause.getMessage() == null ? reason : cause.getMessage();
    }
    return of(reason);
  }

  /**
   * The beginning of a text. Characters that control a terminal or the direction of its text become
   * spaces.
   */
  public static String of(@Nullable String text) {
    if (text == null) {
      return "";
    }
    boolean cut = text.length() > LONGEST;
    String begin = cut ? text.substring(0, LONGEST) + "…" : text;
    return begin.replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+", " ").strip();
  }
}
