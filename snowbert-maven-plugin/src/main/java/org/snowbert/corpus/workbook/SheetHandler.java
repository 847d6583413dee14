package org.snowbert.corpus.workbook;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.corpus.formats.Headers;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Reads the XML of one sheet. It finds the columns by their headers in a given row or the first row
 * that is not empty, then gives the text of each of their cells to a consumer.
 *
 * <p>POI's own XSSFSheetXMLHandler would join the phonetic runs of inline strings, leave the
 * escapes in a formula's text, and format the numbers of every column.
 */
final class SheetHandler extends DefaultHandler {
  /** Excel's own limits. */
  private static final int MOST_ROWS = 1 << 20;

  private static final int MOST_COLUMNS = 1 << 14;

  /** Stands for the first row that is not empty. */
  private static final int FIRST = -1;

  private final CellText cells;
  private final Headers headers;
  private final Consumer<String> texts;

  /** The row of the headers, counted from 0; {@link #FIRST} until the first was found. */
  private int headerRow;

  /** The places of the columns; empty until the headers were read. */
  private List<Integer> places = List.of();

  /** The texts of the current row, in the order of the columns; empty for an empty cell. */
  private final String[] rowTexts;

  /** The current row, counted from 0. */
  private int row = -1;

  /** The column of the current cell, counted from 0. */
  private int column = -1;

  private @Nullable String type;
  private @Nullable String style;
  private final CellBuffer value = new CellBuffer();
  private boolean inPhoneticRun;
  private boolean inText;
  private boolean inCells;
  private boolean isFormula;
  private int errorCells;
  private int formulasWithoutValue;
  private int unshownNumbers;

  /**
   * A handler for one sheet.
   *
   * @param title names the sheet in messages
   * @param cells makes the texts of the cells
   * @param headerRow the row of the headers, counted from 1; null for the first row that is not
   *     empty
   * @param columns the headers of the columns
   * @param texts takes the texts
   */
  SheetHandler(
      String title,
      CellText cells,
      @Nullable Integer headerRow,
      List<String> columns,
      Consumer<String> texts) {
    this.cells = cells;
    this.headerRow = headerRow == null ? FIRST : headerRow - 1;
    this.headers =
        new Headers(
            headerRow == null ? title : "row %d of %s".formatted(headerRow, title), columns);
    this.texts = texts;
    this.rowTexts = new String[columns.size()];
    Arrays.fill(rowTexts, "");
  }

  /** The number of rows under the header, up to the last row in the file. */
  int rows() {
    return row - headerRow;
  }

  /** The cells under the headers that were dropped. */
  Damage damage() {
    return new Damage(errorCells, formulasWithoutValue, unshownNumbers, 0, 0);
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    if (name.equals("sheetData")) {
      inCells = true;
    } else if (inCells) {
      startOfCells(name, attributes);
    }
  }

  private void startOfCells(String name, Attributes attributes) throws SAXException {
    switch (name) {
      case "row" -> {
        String number = attributes.getValue("r"); // optional, as in a cell
        row = after(row, MOST_ROWS, number == null ? row + 1 : rowOf(number));
        column = -1;
      }
      case "c" -> {
        String reference = attributes.getValue("r");
        column = after(column, MOST_COLUMNS, reference == null ? column + 1 : columnOf(reference));
        type = attributes.getValue("t");
        style = attributes.getValue("s");
        value.clear();
        isFormula = false;
      }
      case "f" -> isFormula = true;
      case "rPh" -> inPhoneticRun = true;
      case "v", "t" -> inText = isWanted() && !inPhoneticRun;
      default -> {}
    }
  }

  @Override
  public void characters(char[] text, int start, int length) throws SAXException {
    if (inText) {
      value.append(text, start, length);
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) throws SAXException {
    if (!inCells) {
      return;
    }
    switch (name) {
      case "sheetData" -> inCells = false; // controls have rows, too
      case "v", "t" -> inText = false;
      case "rPh" -> inPhoneticRun = false;
      case "c" -> {
        if (isDamaged()) {
          errorCells += value.isEmpty() ? 0 : 1;
          formulasWithoutValue += value.isEmpty() ? 1 : 0;
        } else if (!value.isEmpty()) {
          endCell(cells.text(type, style, value));
        }
      }
      case "row" -> endRow();
      default -> {}
    }
  }

  @Override
  public void endDocument() {
    if (places.isEmpty()) {
      headers.requirePlaces();
    }
  }

  /** Whether the cell is one of the headers, or of a wanted column under them. */
  private boolean isWanted() {
    return places.isEmpty() ? headerRow == FIRST || headerRow == row : places.contains(column);
  }

  /** Whether a wanted cell shows an error, or is a formula without the value of a result. */
  private boolean isDamaged() {
    return !places.isEmpty()
        && places.contains(column)
        && ("e".equals(type) || (isFormula && value.isEmpty() && !"str".equals(type)));
  }

  private void endCell(@Nullable String text) {
    if (text == null) {
      unshownNumbers += places.isEmpty() ? 0 : 1;
    } else if (places.isEmpty()) {
      headers.add(column, text);
    } else if (!text.isBlank()) {
      rowTexts[places.indexOf(column)] = text;
    }
  }

  private void endRow() {
    if (places.isEmpty() && (headerRow == row || (headerRow == FIRST && !headers.isEmpty()))) {
      places = headers.requirePlaces();
      headerRow = row;
    }
    for (int i = 0; i < rowTexts.length; i++) {
      if (!rowTexts[i].isEmpty()) {
        texts.accept(rowTexts[i]);
        rowTexts[i] = "";
      }
    }
  }

  /** The next row or column, which must come after the last one. */
  private static int after(int last, int most, int next) throws SAXException {
    if (next <= last || next >= most) {
      throw new SAXException(
          "row or column %d of a sheet is followed by %d".formatted(last + 1, next + 1L));
    }
    return next;
  }

  private static int rowOf(String number) throws SAXException {
    try {
      return Math.subtractExact(Integer.parseInt(number), 1);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new SAXException("one of its rows has the number '" + number + "'", e);
    }
  }

  /** The column of a reference such as {@code AB12}, counted from 0. */
  private static int columnOf(String reference) {
    int column = 0;
    for (int i = 0; i < reference.length() && column <= MOST_COLUMNS; i++) {
      char letter = reference.charAt(i);
      if (letter < 'A' || letter > 'Z') {
        break;
      }
      column = 26 * column + letter - 'A' + 1;
    }
    return column - 1;
  }
}
