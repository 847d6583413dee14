package org.snowbert.corpus.workbook;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.formats.Headers;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Follows the XML of one sheet: finds the columns by their headers in the first row that is not
 * empty, then gives away the text of each of their cells.
 *
 * <p>POI's own XSSFSheetXMLHandler would join the phonetic runs of inline strings, leave the
 * escapes in a formula's text and format every number of the other columns.
 */
final class SheetHandler extends DefaultHandler {
  /** Those of a sheet in Excel. */
  private static final int MOST_ROWS = 1 << 20;

  private static final int MOST_COLUMNS = 1 << 14;

  private final CellText cells;
  private final Headers headers;
  private final Consumer<String> texts;
  private int headerRow;

  /** Where the columns stand, once their headers were seen. */
  private List<Integer> places = List.of();

  /** The texts of a row, in the order of the columns; empty where there is none. */
  private final String[] found;

  /** The row and the column of the last cell seen; both count from 0. */
  private int row = -1;

  private int cell = -1;

  private @Nullable String type;
  private @Nullable String style;
  private final CellBuffer value = new CellBuffer();
  private boolean inPhoneticRun;
  private boolean inText;

  /**
   * A handler for one sheet.
   *
   * @param title names the sheet in messages
   */
  SheetHandler(String title, CellText cells, List<String> columns, Consumer<String> texts) {
    this.cells = cells;
    this.headers = new Headers(title, columns);
    this.texts = texts;
    this.found = new String[columns.size()];
    Arrays.fill(found, "");
  }

  /** How many rows stand under the header, up to the last that the sheet stores. */
  int rows() {
    return row - headerRow;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    switch (name) {
      case "row" -> {
        String number = attributes.getValue("r"); // optional, as is the cell's
        row = after(row, MOST_ROWS, number == null ? row + 1 : rowOf(number));
        cell = -1;
      }
      case "c" -> {
        String reference = attributes.getValue("r");
        cell = after(cell, MOST_COLUMNS, reference == null ? cell + 1 : columnOf(reference));
        type = attributes.getValue("t");
        style = attributes.getValue("s");
        value.clear();
      }
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
    switch (name) {
      case "v", "t" -> inText = false;
      case "rPh" -> inPhoneticRun = false;
      case "c" -> {
        if (!value.isEmpty()) {
          endCell(cells.of(type, style, value));
        }
      }
      case "row" -> endRow();
      default -> {}
    }
  }

  @Override
  public void endDocument() {
    if (places.isEmpty()) {
      headers.require();
    }
  }

  private boolean isWanted() {
    return places.isEmpty() || places.contains(cell);
  }

  private void endCell(String text) {
    if (places.isEmpty()) {
      headers.add(cell, text);
    } else if (!text.isBlank()) {
      found[places.indexOf(cell)] = text;
    }
  }

  private void endRow() {
    if (places.isEmpty() && !headers.isEmpty()) {
      places = headers.require();
      headerRow = row;
    }
    for (int i = 0; i < found.length; i++) {
      if (!found[i].isEmpty()) {
        texts.accept(found[i]);
        found[i] = "";
      }
    }
  }

  /** Rows and cells stand in their order, each once. */
  private static int after(int last, int most, int next) throws SAXException {
    if (next <= last || next >= most) {
      throw new SAXException(
          "after row or column %d of a sheet comes %d".formatted(last + 1, next + 1L));
    }
    return next;
  }

  private static int rowOf(String number) throws SAXException {
    try {
      return Math.subtractExact(Integer.parseInt(number), 1);
    } catch (NumberFormatException | ArithmeticException e) {
      throw new SAXException("it has a row '" + number + "'", e);
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
