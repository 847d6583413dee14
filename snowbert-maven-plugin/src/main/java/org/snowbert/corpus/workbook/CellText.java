package org.snowbert.corpus.workbook;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;

/** Makes the text that a user sees in a cell from the value that the file stores. */
final class CellText {
  private final SharedTexts strings;
  private final NumberFormats formats;
  private final boolean date1904;

  /** English on every machine: the corpus must not depend on the machine's locale. */
  private final DataFormatter formatter = new DataFormatter(Locale.ENGLISH);

  /**
   * The texts of a workbook's cells.
   *
   * @param date1904 whether dates are counted from 1904
   */
  CellText(SharedTexts strings, NumberFormats formats, boolean date1904) {
    this.strings = strings;
    this.formats = formats;
    this.date1904 = date1904;
  }

  /**
   * The text of one cell.
   *
   * @param type the cell's attribute {@code t} (ECMA-376 part 1, 18.18.11), null for a number
   * @param style the cell's attribute {@code s}, null for the default style
   * @param value the content of its {@code v} or {@code is}; for a formula, the cached result
   * @return null if Excel shows only number signs, or the format is not understood
   */
  @Nullable String text(@Nullable String type, @Nullable String style, CellBuffer value)
      throws SAXException {
    String text = value.toString();
    return switch (type == null ? "n" : type) {
      case "s" -> shared(text.strip());
      case "inlineStr", "str" -> value.decoded();
      case "b" -> text.strip().equals("1") ? "TRUE" : "FALSE";
      case "n" -> number(style, text.strip());
      case "d" -> date(style, text.strip());
      default -> text; // an error such as #N/A
    };
  }

  private String shared(String number) throws SAXException {
    try {
      return strings.get(Integer.parseInt(number));
    } catch (NumberFormatException e) {
      throw new SAXException("it has no shared string number '" + number + "'", e);
    }
  }

  /**
   * A date in ISO 8601, which strict workbooks have; shown as the number of its day. A date that
   * has no such number, or no style, is shown as it stands.
   */
  private @Nullable String date(@Nullable String style, String value) throws SAXException {
    try {
      LocalDateTime date =
          value.contains("T") ? LocalDateTime.parse(value) : LocalDate.parse(value).atStartOfDay();
      double number = DateUtil.getExcelDate(date, date1904);
      return number < 0 || formats.isEmpty() ? value : number(style, Double.toString(number));
    } catch (DateTimeParseException e) {
      return value; // a time alone, or of a zone
    }
  }

  private @Nullable String number(@Nullable String style, String value) throws SAXException {
    if (value.isEmpty() || formats.isEmpty()) {
      return value;
    }
    try {
      double number = Double.parseDouble(value);
      return formats.format(style).text(number, date1904, formatter);
    } catch (NumberFormatException e) {
      throw new SAXException("'" + value + "' is not a number", e);
    }
  }
}
