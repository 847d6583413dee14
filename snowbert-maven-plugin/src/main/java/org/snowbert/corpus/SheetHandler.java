package org.snowbert.corpus;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.poi.ss.util.CellReference;
import org.jspecify.annotations.Nullable;
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

  private final String title;
  private final CellText cells;
  private final String header;
  private final Consumer<String> texts;

  private final Map<Integer, String> headers = new TreeMap<>();
  private int headerRow;
  private int column = UNKNOWN;

  /** The row and the column of the last cell seen; both count from 0. */
  private int row = -1;

  private int cell = -1;

  private @Nullable String type;
  private @Nullable String style;
  private final StringBuilder value = new StringBuilder();
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
  public void startElement(String uri, String name, String qualified, Attributes attributes) {
    switch (name) {
      case "row" -> {
        String number = attributes.getValue("r"); // optional, as is the cell's
        row = number == null ? row + 1 : Integer.parseInt(number) - 1;
        cell = -1;
      }
      case "c" -> {
        String reference = attributes.getValue("r");
        cell = reference == null ? cell + 1 : columnOf(reference);
        type = attributes.getValue("t");
        style = attributes.getValue("s");
        value.setLength(0);
      }
      case "rPh" -> inPhoneticRun = true;
      case "v", "t" -> inText = isWanted() && !inPhoneticRun;
      default -> {}
    }
  }

  @Override
  public void characters(char[] text, int start, int length) {
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
          endCell(cells.of(type, style, value.toString()));
        }
      }
      case "row" -> {
        if (column == UNKNOWN && !headers.isEmpty()) {
          column = findColumn();
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
    if (column == UNKNOWN) {
      headers.put(cell, text.strip());
    } else {
      texts.accept(text);
    }
  }

  private int findColumn() {
    for (Map.Entry<Integer, String> candidate : headers.entrySet()) {
      if (candidate.getValue().equals(header)) {
        return candidate.getKey();
      }
    }
    throw new InvalidInputException(
        title
            + " has no column '"
            + header
            + "': set the source's column to one of its headers, "
            + headers.values().stream().collect(Collectors.joining("', '", "'", "'")));
  }

  private static int columnOf(String reference) {
    int letters = 0;
    while (letters < reference.length() && !Character.isDigit(reference.charAt(letters))) {
      letters++;
    }
    return CellReference.convertColStringToIndex(reference.substring(0, letters));
  }
}
