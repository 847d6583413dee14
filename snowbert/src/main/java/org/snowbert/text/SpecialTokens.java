package org.snowbert.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds the special tokens within a text, which no tokenizer normalises or splits. */
public final class SpecialTokens {
  private static final Pattern ANY =
      Pattern.compile(
          Vocabulary.SPECIALS.stream().map(Pattern::quote).collect(Collectors.joining("|")));

  private SpecialTokens() {}

  /** The parts of a text, in order: each special token is a part of its own. No part is empty. */
  public static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    Matcher special = ANY.matcher(text);
    int from = 0;
    while (special.find()) {
      addPart(text, from, special.start(), parts);
      parts.add(special.group());
      from = special.end();
    }
    addPart(text, from, text.length(), parts);
    return parts;
  }

  private static void addPart(String text, int from, int to, List<String> parts) {
    if (from < to) {
      parts.add(text.substring(from, to));
    }
  }
}
