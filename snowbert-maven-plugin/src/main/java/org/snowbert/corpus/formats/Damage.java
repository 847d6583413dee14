package org.snowbert.corpus.formats;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The numbers of cells and rows of a table that perhaps did not arrive as their author meant them.
 *
 * @param errorCells cells of a workbook that show an error such as {@code #N/A}; they are dropped
 * @param formulasWithoutValue formulas of a workbook that another program wrote without their
 *     result; they are dropped
 * @param unshownNumbers numbers of a workbook of which Excel shows only {@code ####}, such as a
 *     date before 1900, or whose format SnowBERT does not know; they are dropped
 * @param shortRows rows of a text that end before a wanted column; the column is taken as empty
 * @param quotedValues values that look quoted in a text whose quotes stand for themselves, because
 *     its source names no quote; they are taken with their quotes
 */
public record Damage(
    int errorCells, int formulasWithoutValue, int unshownNumbers, int shortRows, int quotedValues) {
  /** No damage. */
  public static final Damage NONE = new Damage(0, 0, 0, 0, 0);

  /** The sum of this and another damage. */
  public Damage plus(Damage other) {
    return new Damage(
        errorCells + other.errorCells,
        formulasWithoutValue + other.formulasWithoutValue,
        unshownNumbers + other.unshownNumbers,
        shortRows + other.shortRows,
        quotedValues + other.quotedValues);
  }

  /** The number of cells that are dropped. */
  public int dropped() {
    return errorCells + formulasWithoutValue + unshownNumbers;
  }

  /** A clause for each number above 0, with what became of the cells. */
  public List<String> clauses() {
    List<String> clauses = new ArrayList<>();
    add(errorCells, "cell", " with an error such as #N/A, dropped", clauses);
    add(
        formulasWithoutValue,
        "formula",
        " without a value, dropped: open and save the workbook in Excel",
        clauses);
    add(
        unshownNumbers,
        "cell",
        " with a number that Excel shows as ####, or in a format that SnowBERT does not know, dropped: give them another format in Excel",
        clauses);
    add(shortRows, "row", " without a wanted column at the end, taken as empty", clauses);
    add(
        quotedValues,
        "value",
        " in quotes, taken with them: set the source's quote to \" or, if the quotes belong to the text, to none",
        clauses);
    return clauses;
  }

  private static void add(int count, String noun, String fate, List<String> clauses) {
    if (count > 0) {
      clauses.add(
          String.format(Locale.ROOT, "%,d %s%s%s", count, noun, count == 1 ? "" : "s", fate));
    }
  }
}
