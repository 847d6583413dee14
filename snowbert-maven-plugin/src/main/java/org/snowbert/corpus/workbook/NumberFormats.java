package org.snowbert.corpus.workbook;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.poi.ss.usermodel.BuiltinFormats;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * The number formats of a workbook's cell styles. POI's own class would hold all styles as a tree.
 */
final class NumberFormats extends DefaultHandler {
  /** The most styles, and the most formats; Excel's own limit is 64,000. */
  private static final int MOST = 65_536;

  /** The most characters of a format, as in Excel. */
  private static final int LONGEST = 255;

  /** A format with a tag that nobody understands. */
  private static final String UNKNOWN = "[unknown]";

  private static final String ERA_AND_SIGNS = "[$-411]ge.m.d";
  private static final String ERA = "[$-411]ggge年m月d日";

  /**
   * The formats that a Japanese Excel has beside those of every program (ECMA-376 part 1, 18.8.30,
   * ja-jp). A Chinese and a Korean Excel have others under these numbers, and a workbook does not
   * say which Excel wrote it. SnowBERT takes the Japanese ones, so dates of a Chinese or Korean
   * workbook may show a Japanese era.
   */
  private static final Map<Integer, String> JAPANESE =
      Map.ofEntries(
          entry(27, ERA_AND_SIGNS),
          entry(28, ERA),
          entry(29, ERA),
          entry(30, "m/d/yy"),
          entry(31, "yyyy年m月d日"),
          entry(32, "h時mm分"),
          entry(33, "h時mm分ss秒"),
          entry(34, "yyyy年m月"),
          entry(35, "m月d日"),
          entry(36, ERA_AND_SIGNS),
          entry(50, ERA_AND_SIGNS),
          entry(51, ERA),
          entry(52, "yyyy年m月"),
          entry(53, "m月d日"),
          entry(54, ERA),
          entry(55, "yyyy年m月"),
          entry(56, "m月d日"),
          entry(57, ERA_AND_SIGNS),
          entry(58, ERA));

  /** The workbook's own formats by their numbers; {@link #UNKNOWN} for one that is too long. */
  private final Map<Integer, String> codes = new HashMap<>();

  /** The formats in use by their numbers. */
  private final Map<Integer, FormatCode> formats = new HashMap<>();

  /** The number of the format of each cell style. */
  private final List<Integer> numbersOfStyles = new ArrayList<>();

  private boolean inCellStyles;

  /** Whether the workbook has no cell styles. */
  boolean isEmpty() {
    return numbersOfStyles.isEmpty();
  }

  /**
   * The format of a cell.
   *
   * @param style the cell's attribute {@code s}, null for the first style
   * @throws SAXException if the workbook has no such style
   */
  FormatCode format(@Nullable String style) throws SAXException {
    int index = style == null ? 0 : number(style);
    if (index < 0 || index >= numbersOfStyles.size()) {
      throw new SAXException("it has no cell style number " + index);
    }
    return formats.computeIfAbsent(
        numbersOfStyles.get(index), number -> new FormatCode(number, code(number)));
  }

  private String code(int number) {
    String code = codes.get(number);
    if (code == null) {
      code = JAPANESE.getOrDefault(number, BuiltinFormats.getBuiltinFormat(number));
    }
    return code == null ? "General" : code;
  }

  @Override
  public void startElement(String uri, String name, String qualified, Attributes attributes)
      throws SAXException {
    switch (name) {
      case "cellXfs" -> inCellStyles = true;
      case "xf" -> {
        if (inCellStyles) {
          String number = attributes.getValue("numFmtId");
          numbersOfStyles.add(number == null ? 0 : number(number));
        }
      }
      case "numFmt" -> {
        String number = attributes.getValue("numFmtId");
        String code = attributes.getValue("formatCode");
        if (number != null && code != null) {
          codes.put(number(number), code.length() > LONGEST ? UNKNOWN : code);
        }
      }
      default -> {}
    }
    if (codes.size() > MOST || numbersOfStyles.size() > MOST) {
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
