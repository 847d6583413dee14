package org.snowbert.maven;

import java.util.regex.Pattern;
import org.snowbert.text.Normalizer;
import org.snowbert.text.Vocabulary;

/** Sentences with gaps, as people write them. */
final class Prompt {
  private static final Pattern LINE = Pattern.compile("_{3,}");

  private Prompt() {}

  /**
   * A sentence as a model reads it: normalised, which makes full-width letters plain, and with
   * {@code [MASK]} for each line of three or more {@code _}.
   */
  static String of(String text) {
    return LINE.matcher(Normalizer.normalize(text)).replaceAll(Vocabulary.MASK);
  }
}
