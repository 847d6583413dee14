package org.snowbert.corpus.workbook;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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

  private static final double LARGEST_OF_PLACES = 1e16;

  private final FormatTags tags = new FormatTags();

  /** The parts without the tags. */
  private final List<FormatPart> parts = new ArrayList<>();

  private final Kind kind;
  private final @Nullable DateSection date;
  private final @Nullable DigitSection digits;

  FormatSection(List<FormatPart> partsAndTags) {
    for (FormatPart part : partsAndTags) {
      parts.add(
          part.kind() == FormatPart.Kind.TAG
              ? new FormatPart(FormatPart.Kind.LITERAL, tags.read(part.text()))
              : part);
    }
    kind = kindOf(parts);
    date = kind == Kind.DATE ? new DateSection(parts, tags) : null;
    digits = kind == Kind.DIGITS ? new DigitSection(parts, tags) : null;
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

  /** The places of the digits; only of a section of digits. */
  DigitSection digits() {
    return Objects.requireNonNull(digits);
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
