package org.snowbert.parameters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowbert.text.Vocabulary;

/** Reads sentences with gaps, as people write them. */
public final class PromptText {
  private static final Pattern GAP = Pattern.compile("[\\[［](?:MASK|ＭＡＳＫ)[\\]］]|[_＿]{3,}");

  private PromptText() {}

  /** Puts a sentence into one line and writes each of its gaps as {@code [MASK]}. */
  public static String of(String text) {
    return GAP.matcher(text.replaceAll("\\R", " ").strip())
        .replaceAll(Matcher.quoteReplacement(Vocabulary.MASK));
  }
}
