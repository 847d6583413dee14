package org.snowbert.parameters;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowbert.text.Vocabulary;

/** Sentences with gaps, as people write them. */
public final class PromptText {
  private static final Pattern GAP = Pattern.compile("[\\[［](?:MASK|ＭＡＳＫ)[\\]］]|[_＿]{3,}");

  private PromptText() {}

  /** A sentence in one line, with {@code [MASK]} for each gap, however it is written. */
  public static String of(String text) {
    return GAP.matcher(text.replaceAll("\\R", " ").strip())
        .replaceAll(Matcher.quoteReplacement(Vocabulary.MASK));
  }
}
