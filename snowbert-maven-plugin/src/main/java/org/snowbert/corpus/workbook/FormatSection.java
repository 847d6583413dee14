package org.snowbert.corpus.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;

/** One of the sections of a number format, which stand between semicolons. */
final class FormatSection {
  /** What a section shows. */
  enum Kind {
    /** A number in the places of its digits. */
    DIGITS,
    /** A number without a format of its own. */
    GENERAL,
    DATE,
    /** A text alone. */
    TEXT
  }

  /** The places of a number that POI writes as Excel does. */
  private static final Pattern PLAIN = Pattern.compile("[#0,]*(\\.[#0]*)?,*%?");

  /** A comma that is not between two places. */
  private static final Pattern SCALING = Pattern.compile(",(?![#0?])");

  private static final Pattern ASCII = Pattern.compile("[!-~]");

  /** What POI does not take for a text of its own. */
  private static final Pattern TAKEN_FOR_CODE = Pattern.compile("[A-Za-z0-9.,#?%@]");

  /** A number that no program gives a format. */
  private static final int OWN_FORMAT = 9999;

  private static final double LARGEST_OF_PLACES = 1e16;

  private final FormatTags tags = new FormatTags();

  /** The parts without the tags. */
  private final List<FormatPart> parts = new ArrayList<>();

  private final Kind kind;
  private final @Nullable DateSection date;

  FormatSection(List<FormatPart> partsAndTags) {
    for (FormatPart part : partsAndTags) {
      parts.add(
          part.kind() == FormatPart.Kind.TAG
              ? new FormatPart(FormatPart.Kind.LITERAL, tags.read(part.text()))
              : part);
    }
    kind = kindOf(parts);
    date = kind == Kind.DATE ? new DateSection(parts, tags) : null;
  }

  private static Kind kindOf(List<FormatPart> parts) {
    if (parts.stream().anyMatch(FormatPart::isPlaceOfDigit)) {
      return Kind.DIGITS;
    }
    if (has(parts, FormatPart.Kind.GENERAL)) {
      return Kind.GENERAL;
    }
    if (has(parts, FormatPart.Kind.FIELD) || has(parts, FormatPart.Kind.ELAPSED)) {
      return Kind.DATE;
    }
    return has(parts, FormatPart.Kind.FRACTION)
            || parts.stream().anyMatch(FormatPart::isPlaceOfText)
        ? Kind.DIGITS
        : Kind.TEXT;
  }

  private static boolean has(List<FormatPart> parts, FormatPart.Kind kind) {
    return parts.stream().anyMatch(part -> part.kind() == kind);
  }

  Kind kind() {
    return kind;
  }

  FormatTags tags() {
    return tags;
  }

  /** Whether the section is for the texts of cells alone. */
  boolean isForTexts() {
    return parts.stream().anyMatch(FormatPart::isPlaceOfText);
  }

  /** The text of a date; null if Excel shows no such date, or the section is not understood. */
  @Nullable String date(double value, boolean date1904) {
    return date == null ? null : date.text(value, date1904);
  }

  /**
   * Whether POI writes a section of digits as Excel does. It takes letters and signs in quotes for
   * places and for fields of dates, and leaves commas out that scale.
   */
  boolean isOfDigitsAlone() {
    String code = places();
    // Such as 000\-0000, which has its text between the places.
    Pattern taken = PLAIN.matcher(code).matches() ? ASCII : TAKEN_FOR_CODE;
    return scale(code) == 0
        && parts.stream()
            .filter(part -> part.kind() == FormatPart.Kind.LITERAL)
            .noneMatch(part -> taken.matcher(part.text()).find());
  }

  /**
   * A number in the places of its digits, with the texts before and behind them.
   *
   * @return null if the digits are divided by a text, or are not those of a plain number
   */
  @Nullable String digits(double value, DataFormatter numbers) {
    String code = places();
    if (!PLAIN.matcher(code).matches()) {
      return null;
    }
    String number =
        numbers.formatRawCellContents(
            value / Math.pow(1000, (double) scale(code)),
            OWN_FORMAT,
            SCALING.matcher(code).replaceAll(""));
    boolean negative = number.startsWith("-");
    return (negative ? "-" : "")
        + texts(0, firstPlace())
        + tags.numerals().digitByDigit(negative ? number.substring(1) : number)
        + texts(lastPlace() + 1, parts.size());
  }

  private String places() {
    return texts(firstPlace(), lastPlace() + 1);
  }

  private int firstPlace() {
    int first = 0;
    while (!isOfNumber(parts.get(first))) {
      first++;
    }
    return first;
  }

  private int lastPlace() {
    int last = parts.size() - 1;
    while (!isOfNumber(parts.get(last))) {
      last--;
    }
    return last;
  }

  private static boolean isOfNumber(FormatPart part) {
    return part.kind() == FormatPart.Kind.FRACTION
        || (part.kind() == FormatPart.Kind.OTHER && "#0?.,%@".contains(part.text()));
  }

  /** The number of commas that divide the number by 1,000 each. */
  private static long scale(String code) {
    return SCALING.matcher(code).results().count();
  }

  private String texts(int from, int to) {
    return parts.subList(from, to).stream().map(FormatPart::text).collect(Collectors.joining());
  }

  /** The section's own text, with a number, if it has a place for one; null for none known. */
  @Nullable String textWith(double value, DataFormatter numbers) {
    StringBuilder text = new StringBuilder();
    for (FormatPart part : parts) {
      if (part.kind() == FormatPart.Kind.GENERAL) {
        String number = general(value, numbers);
        if (number == null) {
          return null;
        }
        text.append(number);
      } else {
        text.append(part.text());
      }
    }
    return text.toString();
  }

  private @Nullable String general(double value, DataFormatter numbers) {
    String number = numbers.formatRawCellContents(value, 0, "General");
    if (tags.numerals() != Numerals.ASCII && number.contains("E")) {
      if (Math.abs(value) >= LARGEST_OF_PLACES || value != Math.rint(value)) {
        return null;
      }
      number = new BigDecimal(value).setScale(0, RoundingMode.HALF_UP).toPlainString();
    }
    return tags.numerals().byPlace(number);
  }
}
