package org.snowbert.corpus.workbook;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;

/** The text of one cell or shared string while it is parsed. */
final class CellBuffer {
  /** Excel's own limit is 32,767 characters; no sentence is as long as this limit. */
  private static final int LONGEST = 1 << 20;

  /** The escape of a character that XML cannot hold (ECMA-376, part 1, 22.9.2.19). */
  private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private final StringBuilder text = new StringBuilder();

  void clear() {
    text.setLength(0);
  }

  void append(char[] characters, int start, int length) throws SAXException {
    if (text.length() + length > LONGEST) {
      throw new SAXException("one of its cells has more than %,d characters".formatted(LONGEST));
    }
    text.append(characters, start, length);
  }

  boolean isEmpty() {
    return text.isEmpty();
  }

  /** The text as the file has it, with its escapes. */
  @Override
  public String toString() {
    return text.toString();
  }

  /** The text with its escapes undone, such as {@code _x0008_}. */
  String decoded() {
    String escaped = text.toString();
    return escaped.contains("_x")
        ? ESCAPE
            .matcher(escaped)
            .replaceAll(
                escape ->
                    Matcher.quoteReplacement(
                        Character.toString((char) Integer.parseInt(escape.group(1), 16))))
        : escaped;
  }
}
