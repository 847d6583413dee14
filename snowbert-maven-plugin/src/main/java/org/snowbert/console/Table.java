package org.snowbert.console;

import java.util.ArrayList;
import java.util.List;

/** A table whose columns line up on a terminal, where a full-width character takes two places. */
public final class Table {
  /** The side of the column at which its cells stand. */
  public enum Side {
    LEFT,
    RIGHT
  }

  private static final String GAP = "  ";

  private final List<Side> sides;
  private final List<List<String>> rows = new ArrayList<>();

  /** A table with one column for each side. */
  public Table(Side... sides) {
    this.sides = List.of(sides);
  }

  /** Adds a row with one cell for each column. */
  public Table row(String... cells) {
    rows.add(List.of(cells));
    return this;
  }

  /** The rows as text, without blanks at their ends. */
  public List<String> lines() {
    int[] widths = new int[sides.size()];
    for (List<String> row : rows) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], width(row.get(column)));
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      String blanks = " ".repeat(widths[column] - width(cell));
      line.append(column == 0 ? "" : GAP);
      line.append(sides.get(column) == Side.LEFT ? cell + blanks : blanks + cell);
    }
    return line.toString().stripTrailing();
  }

  /** How many places a text takes. */
  static int width(String text) {
    return text.codePoints().map(Table::width).sum();
  }

  private static int width(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(c) ? 2 : 1;
    };
  }

  /** Follows Unicode's East Asian Width for the characters of words; other signs are narrow. */
  private static boolean isWide(int c) {
    if (c >= 0xFF00 && c <= 0xFFEF) { // half-width and full-width forms
      return c <= 0xFF60 || (c >= 0xFFE0 && c <= 0xFFE6);
    }
    if (c >= 0x3000 && c <= 0x33FF) { // East Asian punctuation and kana
      return c != 0x303F;
    }
    return switch (Character.UnicodeScript.of(c)) {
      case HAN, HIRAGANA, KATAKANA, BOPOMOFO, HANGUL, YI -> true;
      default ->
          Character.isSupplementaryCodePoint(c) && Character.getType(c) == Character.OTHER_SYMBOL;
    };
  }
}
