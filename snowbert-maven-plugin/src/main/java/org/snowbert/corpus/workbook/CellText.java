package org.snowbert.corpus.workbook;

import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Makes the text that a user sees in a cell from the value that the file stores. */
final class CellText {
  private final SharedTexts strings;
  private final NumberFormats formats;

  /** English on every machine: the corpus must not depend on the machine's locale. */
  private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

  CellText(SharedTexts strings, NumberFormats formats) {
    this.strings = strings;
    this.formats = formats;
  }

  /**
   * The text of one cell.
   *
   * @param type the cell's attribute {@code t} (ECMA-376 part 1, 18.18.11), null for a number
   * @param style the cell's attribute {@code s}, null for the default style
   * @param value the content of its {@code v} or {@code is}; for a formula, the cached result
   */
  String text(@Nullable String type, @Nullable String style, CellBuffer value) throws SAXException {
    String text = value.toString();
    return switch (type == null ? "n" : type) {
      case "s" -> shared(text.strip());
      case "inlineStr", "str" -> value.decoded();
      case "b" -> text.strip().equals("1") ? "TRUE" : "FALSE";
      case "n" -> number(style, text.strip());
      default -> text; // an error such as #N/A, or a date in ISO 8601
    };
  }

  private String shared(String number) throws SAXException {
    try {
      return strings.get(Integer.parseInt(number));
    } catch (NumberFormatException e) {
      throw new SAXException("it has no shared string number '" + number + "'", e);
    }
  }

  private String number(@Nullable String style, String value) throws SAXException {
    if (value.isEmpty() || formats.isEmpty()) {
      return value;
    }
    try {
      NumberFormats.Format format = formats.format(style);
      // Without this, POI would print the quotes of yyyy"年"m"月".
      String code = format.code().replaceAll("\"(\\P{ASCII}*)\"", "$1");
      return formatter.formatRawCellContents(Double.parseDouble(value), format.number(), code);
    } catch (NumberFormatException e) {
      throw new SAXException("'" + value + "' is not a number", e);
    }
  }
}
