package org.snowbert.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.snowbert.Excerpt;
import org.snowbert.InvalidInputException;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Follows the XML of one sheet: finds the column by its header in the first row that is not empty,
 * then gives away the text of each of its cells.
 *
 * <p>POI's own XSSFSheetXMLHandler would join the phonetic runs of inline strings, leave the
 * escapes in a formula's text and format every number of the other columns.
 */
final class SheetHandler extends DefaultHandler {
  private static final int UNKNOWN = -1;

  /** Those of a sheet in Excel. */
  private static final int MOST_ROWS = 1 << 20;

  private static final int MOST_COLUMNS = 1 << 14;

  /** How many headers a message names. */
  private static final int SHOWN = 10;

  private final String title;
  private final CellText cells;
  private final String header;
  private final Consumer<String> texts;

  /** The first headers, for messages; a row may have many, and each may be a book. */
  private final List<String> headers = new ArrayList<>();

  private int headerCount;
  private int headerRow;
  private int found = UNKNOWN;
  private int column = UNKNOWN;

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
  SheetHandler(String title, CellText cells, String header, Consumer<String> texts) {
    this.title = title;
    this.cells = cells;
    this.header = header.strip();
    this.texts = texts;
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
      case "row" -> {
        if (column == UNKNOWN && headerCount > 0) {
          column = requireColumn();
          headerRow = row;
        }
      }
      default -> {}
    }
  }

  @Override
  public void endDocument() {
    if (column == UNKNOWN) {
      throw new InvalidInputException(
          title + " is empty: it needs a row of headers, '" + header + "' among them");
    }
  }

  private boolean isWanted() {
    return column == UNKNOWN || cell == column;
  }

  private void endCell(String text) {
    if (text.isBlank()) {
      return;
    }
    if (column != UNKNOWN) {
      texts.accept(text);
      return;
    }
    headerCount++;
    if (headers.size() < SHOWN) {
      headers.add(Excerpt.of(text));
    }
    if (found == UNKNOWN && text.strip().equals(header)) {
      found = cell;
    }
  }

  private int requireColumn() {
    if (found == UNKNOWN) {
      int more = headerCount - headers.size();
      throw new InvalidInputException(
          "%s has no column '%s': set the source's column to one of its headers, '%s'%s"
              .formatted(
                  title,
                  header,
                  String.join("', '", headers),
                  more == 0 ? "" : " and %d more".formatted(more)));
    }
    return found;
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
