package org.snowbert.corpus.workbook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Of a workbook's styles what decides how a number looks; POI would hold all of them as a tree. */
final class NumberFormats extends DefaultHandler {
  /** Excel's own limits are 64,000 and 255. */
  private static final int MOST = 65_536;

  private static final int LONGEST = 255;

  /**
   * A format.
   *
   * @param number below 164 for one that every program has
   * @param code such as {@code yyyy"年"m"月"}
   */
  record Format(int number, String code) {}

  private final Map<Integer, String> codes = new HashMap<>();

  /** The number of each cell style's format. */
  private final List<Integer> ofStyles = new ArrayList<>();

  private boolean inCellStyles;

  boolean isEmpty() {
    return ofStyles.isEmpty();
  }

  /**
   * The format of a cell.
   *
   * @param style the cell's attribute {@code s}, null for the first style
   */
  Format of(@Nullable String style) throws SAXException {
    int index = style == null ? 0 : number(style);
    if (index < 0 || index >= ofStyles.size()) {
      throw new SAXException("it has no cell style number " + index);
    }
    int number = ofStyles.get(index);
    String code = codes.get(number);
    if (code == null) {
      code = BuiltinFormats.getBuiltinFormat(number);
    }
    return new Format(number, code == null ? "General" : code);
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    switch (name) {
      case "cellXfs" -> inCellStyles = true;
      case "xf" -> {
        if (inCellStyles) {
          String number = attributes.getValue("numFmtId");
          ofStyles.add(number == null ? 0 : number(number));
        }
      }
      case "numFmt" -> {
        String number = attributes.getValue("numFmtId");
        String code = attributes.getValue("formatCode");
        if (number != null && code != null) {
          if (code.length() > LONGEST) {
            throw new SAXException(
                "a number format of it has %d characters".formatted(code.length()));
          }
          codes.put(number(number), code);
        }
      }
      default -> {}
    }
    if (codes.size() > MOST || ofStyles.size() > MOST) {
      throw new SAXException("it has more than %,d cell styles".formatted(MOST));
    }
  }

  @Override
  public void endElement(String uri, String name, String qualified) {
    if (name.equals("cellXfs")) {
      inCellStyles = false;
    }
  }

  private static int number(String text) throws SAXException {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new SAXException("its cell style '" + text + "' is not a number", e);
    }
  }
}
