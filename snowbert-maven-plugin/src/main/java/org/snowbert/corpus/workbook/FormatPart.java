package org.snowbert.corpus.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of the code of a number format.
 *
 * @param text the text that a literal shows; what a tag has between its brackets; the small letters
 *     of a field; or else the part as it stands in the code
 */
record FormatPart(Kind kind, String text) {
  /** What a part stands for. */
  enum Kind {
    /** A text that stands for itself. */
    LITERAL,
    /** A condition, a language, a colour or digits, in brackets. */
    TAG,
    /** The hours, minutes or seconds of a duration, such as {@code [h]}. */
    ELAPSED,
    GENERAL,
    /** The halves of the day, such as {@code AM/PM}. */
    HALVES,
    /** A field of a date or time, such as {@code yyyy}. */
    FIELD,
    /** A point and the digits of a fraction of a second. */
    FRACTION,
    /** Any other character. */
    OTHER
  }

  private static final Pattern PART =
      Pattern.compile(
          "\"(?<quoted>[^\"]*)\"?|\\\\(?<escaped>.)|(?<room>_.)|(?<fill>\\*.)"
              + "|\\[(?<elapsed>h+|m+|s+)\\]|\\[(?<tag>[^\\]]*)\\]"
              + "|(?<general>General)|(?<halves>AM/PM|A/P|午前/午後|上午/下午|오전/오후)"
              + "|(?<field>(?<letter>[ymdhsegabr])\\k<letter>*)|(?<fraction>\\.0+)|.",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** The parts of a code. */
  static List<FormatPart> parse(String code) {
    List<FormatPart> parts = new ArrayList<>();
    Matcher part = PART.matcher(code);
    while (part.find()) {
      parts.add(of(part));
    }
    return parts;
  }

  private static FormatPart of(Matcher part) {
    if (part.group("quoted") != null) {
      return new FormatPart(Kind.LITERAL, part.group("quoted"));
    }
    if (part.group("escaped") != null) {
      return new FormatPart(Kind.LITERAL, part.group("escaped"));
    }
    if (part.group("room") != null) { // as wide as the character
      return new FormatPart(Kind.LITERAL, " ");
    }
    if (part.group("fill") != null) { // repeats the character up to the cell's width
      return new FormatPart(Kind.LITERAL, "");
    }
    if (part.group("elapsed") != null) {
      return new FormatPart(Kind.ELAPSED, part.group("elapsed").toLowerCase(Locale.ROOT));
    }
    if (part.group("tag") != null) {
      return new FormatPart(Kind.TAG, part.group("tag"));
    }
    if (part.group("field") != null) {
      return new FormatPart(Kind.FIELD, part.group("field").toLowerCase(Locale.ROOT));
    }
    Kind kind =
        part.group("general") != null
            ? Kind.GENERAL
            : part.group("halves") != null
                ? Kind.HALVES
                : part.group("fraction") != null ? Kind.FRACTION : Kind.OTHER;
    return new FormatPart(kind, part.group());
  }

  /** Whether the part separates two sections. */
  boolean isSeparator() {
    return kind == Kind.OTHER && text.equals(";");
  }

  /** Whether the part is the place of a digit. */
  boolean isPlaceOfDigit() {
    return kind == Kind.OTHER && (text.equals("0") || text.equals("#") || text.equals("?"));
  }

  /** Whether the part is the place of a cell's text. */
  boolean isPlaceOfText() {
    return kind == Kind.OTHER && text.equals("@");
  }
}
