package org.snowbert.corpus;

import java.util.Locale;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.model.SharedStrings;
import org.apache.poi.xssf.model.Styles;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** The text of a cell as a reader of the sheet sees it, from what the file stores. */
final class CellText {
  private final SharedStrings strings;
  private final @Nullable Styles styles;

  /** English whatever the machine's locale: the corpus must not depend on it. */
  private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

  CellText(SharedStrings strings, @Nullable Styles styles) {
    this.strings = strings;
    this.styles = styles;
  }

  /**
   * Finds the text of one cell.
   *
   * @param type the cell's attribute {@code t} (ECMA-376 part 1, 18.18.11), null for a number
   * @param style the cell's attribute {@code s}, null for the default style
   * @param value what stands in its {@code v} or {@code is}; for a formula the cached result
   */
  String of(@Nullable String type, @Nullable String style, String value) throws SAXException {
    return switch (type == null ? "n" : type) {
      case "s" -> shared(value);
      case "inlineStr", "str" -> decoded(value);
      case "b" -> value.strip().equals("1") ? "TRUE" : "FALSE";
      case "n" -> number(style, value.strip());
      default -> value; // an error such as #N/A, or a date in ISO 8601
    };
  }

  private String shared(String value) throws SAXException {
    try {
      return strings.getItemAt(Integer.parseInt(value.strip())).getString();
    } catch (IllegalStateException | IndexOutOfBoundsException | NumberFormatException e) {
      // POI's own message would quote every string of the workbook.
      throw new SAXException("it has no shared string number '" + value + "'");
    }
  }

  /** Undoes the escapes of control characters, such as {@code _x0008_}. */
  private static String decoded(String value) {
    return value.contains("_x") ? new XSSFRichTextString(value).getString() : value;
  }

  private String number(@Nullable String style, String value) throws SAXException {
    if (value.isEmpty() || styles == null || styles.getNumCellStyles() == 0) {
      return value;
    }
    try {
      XSSFCellStyle cell = styles.getStyleAt(style == null ? 0 : Integer.parseInt(style));
      String format = cell.getDataFormatString();
      if (format == null) {
        format = BuiltinFormats.getBuiltinFormat(cell.getDataFormat());
      }
      // POI would print the quotes of yyyy"年"m"月".
      String unquoted = format.replaceAll("\"(\\P{ASCII}*)\"", "$1");
      return formatter.formatRawCellContents(
          Double.parseDouble(value), cell.getDataFormat(), unquoted);
    } catch (NumberFormatException e) {
      throw new SAXException("'" + value + "' is not a number");
    }
  }
}
