package org.snowbert.corpus.workbook;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;

/** The section of a number format that shows a number in the places of its digits. */
final class DigitSection {
  /** The places of a number that POI writes as Excel does. */
  private static final Pattern PLAIN = Pattern.compile("[#0,]*(\\.[#0]*)?,*%?");

  /** A comma that is not between two places. It divides the number by 1,000. */
  private static final Pattern SCALING = Pattern.compile(",(?![#0?])");

  private static final Pattern ASCII = Pattern.compile("[!-~]");

  /** What POI does not take for a text of its own. */
  private static final Pattern TAKEN_FOR_CODE = Pattern.compile("[A-Za-z0-9.,#?%@]");

  /** A number that no program gives a format. */
  private static final int OWN_FORMAT = 9999;

  private final FormatTags tags;
  private final String before;
  private final String behind;

  /** The places, without the commas that scale. */
  private final String places;

  private final double divisor;
  private final boolean isPlain;
  private final boolean isOfDigitsAlone;

  DigitSection(List<FormatPart> parts, FormatTags tags) {
    this.tags = tags;
    int first = 0;
    while (!isOfNumber(parts.get(first))) {
      first++;
    }
    int end = parts.size();
    while (!isOfNumber(parts.get(end - 1))) {
      end--;
    }
    this.before = text(parts.subList(0, first));
    this.behind = text(parts.subList(end, parts.size()));
    String code = text(parts.subList(first, end));
    this.places = SCALING.matcher(code).replaceAll("");
    this.divisor = Math.pow(1000, code.length() - places.length());
    this.isPlain = PLAIN.matcher(code).matches();
    // Otherwise such as 000\-0000, which has its text between the places.
    Pattern taken = isPlain ? ASCII : TAKEN_FOR_CODE;
    this.isOfDigitsAlone =
        divisor == 1
            && parts.stream()
                .filter(part -> part.kind() == FormatPart.Kind.LITERAL)
                .noneMatch(part -> taken.matcher(part.text()).find());
  }

  private static boolean isOfNumber(FormatPart part) {
    return part.kind() == FormatPart.Kind.FRACTION
        || (part.kind() == FormatPart.Kind.OTHER && "#0?.,%@".contains(part.text()));
  }

  private static String text(List<FormatPart> parts) {
    return parts.stream().map(FormatPart::text).collect(Collectors.joining());
  }

  /**
   * Whether POI writes the section as Excel does. It takes letters and signs in quotes for places
   * and for fields of dates, and leaves commas out that scale.
   */
  boolean isOfDigitsAlone() {
    return isOfDigitsAlone;
  }

  /**
   * A number in the places of its digits, with the texts before and behind them.
   *
   * @return null if the digits are divided by a text, or are not those of a plain number
   */
  @Nullable String text(double value, DataFormatter numbers) {
    if (!isPlain) {
      return null;
    }
    String number = numbers.formatRawCellContents(value / divisor, OWN_FORMAT, places);
    boolean negative = number.startsWith("-");
    return (negative ? "-" : "")
        + before
        + tags.numerals().digitByDigit(negative ? number.substring(1) : number)
        + behind;
  }
}
