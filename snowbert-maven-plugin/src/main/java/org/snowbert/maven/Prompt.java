package org.snowbert.maven;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowbert.text.Vocabulary;

/** Sentences with gaps, as people write them. */
final class Prompt {
  private static final Pattern GAP = Pattern.compile("[\\[［](?:MASK|ＭＡＳＫ)[\\]］]|[_＿]{3,}");

  private Prompt() {}

  /** A sentence in one line, with {@code [MASK]} for each gap, however it is written. */
  static String of(String text) {
    return GAP.matcher(text.replaceAll("\\R", " ").strip())
        .replaceAll(Matcher.quoteReplacement(Vocabulary.MASK));
  }
}
