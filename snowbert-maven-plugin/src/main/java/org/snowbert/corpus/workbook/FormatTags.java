package org.snowbert.corpus.workbook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the brackets in a section of a number format say, such as {@code [DBNum1][$-411]}. */
final class FormatTags {
  /** A language in which a format writes words. */
  enum Language {
    /** The format names none: words are English, but the signs of Japanese dates are Japanese. */
    NONE,
    ENGLISH,
    JAPANESE,
    OTHER
  }

  private static final Pattern CONDITION =
      Pattern.compile("(<=|>=|<>|<|>|=)\\s*(-?(?:\\d+\\.?\\d*|\\.\\d+)(?:E[+-]?\\d+)?)");

  private static final Pattern COLOR =
      Pattern.compile(
          "BLACK|BLUE|CYAN|GREEN|MAGENTA|RED|WHITE|YELLOW|COLOR\\s*\\d+", Pattern.CASE_INSENSITIVE);

  private static final Pattern DIGITS = Pattern.compile("DBNUM([123])", Pattern.CASE_INSENSITIVE);

  /** A currency, and a language by its number or name, with options behind a comma. */
  private static final Pattern LANGUAGE = Pattern.compile("\\$([^-]*)(?:-([^,]*).*)?");

  private static final Pattern NUMBER_OF_LANGUAGE = Pattern.compile("[0-9A-Fa-f]{1,8}");

  /** The numbers of the formats of the system's dates and times. */
  private static final int SYSTEM_DATE = 0xF800;

  private static final int SYSTEM_TIME = 0xF400;

  private static final int WESTERN_DIGITS = 1;
  private static final int GREGORIAN_CALENDAR = 1;
  private static final int ERA_CALENDAR = 3;

  private @Nullable String operator;
  private double limit;
  private Language language = Language.NONE;
  private Numerals numerals = Numerals.ASCII;
  private boolean isFirstYearNamed;
  private boolean isKnown = true;

  /**
   * Reads one pair of brackets.
   *
   * @param tag the text between them
   * @return the text that Excel shows for them: a sign of a currency, or nothing
   */
  String read(String tag) {
    Matcher condition = CONDITION.matcher(tag);
    Matcher digits = DIGITS.matcher(tag);
    Matcher named = LANGUAGE.matcher(tag);
    if (condition.matches()) {
      operator = condition.group(1);
      limit = Double.parseDouble(condition.group(2));
    } else if (digits.matches()) {
      numerals =
          switch (digits.group(1)) {
            case "1" -> Numerals.KANJI;
            case "2" -> Numerals.DAIJI;
            default -> Numerals.FULL_WIDTH;
          };
    } else if (named.matches()) {
      if (named.group(2) != null) {
        readLanguage(named.group(2));
      }
      return named.group(1);
    } else {
      isKnown &= COLOR.matcher(tag).matches();
    }
    return "";
  }

  private void readLanguage(String name) {
    if (NUMBER_OF_LANGUAGE.matcher(name).matches()) {
      long number = Long.parseLong(name, 16);
      int calendar = (int) (number >> 16) & 0xff;
      isKnown &= number >> 24 <= WESTERN_DIGITS;
      isKnown &= calendar <= GREGORIAN_CALENDAR || calendar == ERA_CALENDAR;
      language = languageOf((int) number & 0xffff);
    } else {
      String tag = name.toLowerCase(Locale.ROOT);
      isFirstYearNamed = tag.endsWith("-x-gannen");
      language =
          tag.startsWith("ja")
              ? Language.JAPANESE
              : tag.startsWith("en") || tag.startsWith("x-sys") ? Language.ENGLISH : Language.OTHER;
    }
  }

  /** The language of a number of Windows, whose upper bits are the country. */
  private static Language languageOf(int number) {
    return switch (number) {
      case 0 -> Language.NONE;
      case SYSTEM_DATE, SYSTEM_TIME -> Language.ENGLISH;
      default ->
          switch (number & 0x3ff) {
            case 0x09 -> Language.ENGLISH;
            case 0x11 -> Language.JAPANESE;
            default -> Language.OTHER;
          };
    };
  }

  boolean hasCondition() {
    return operator != null;
  }

  /** Whether a number meets the condition. */
  boolean isMetBy(double value) {
    return switch (operator == null ? "" : operator) {
      case "<" -> value < limit;
      case "<=" -> value <= limit;
      case ">" -> value > limit;
      case ">=" -> value >= limit;
      case "=" -> value == limit;
      case "<>" -> value != limit;
      default -> false;
    };
  }

  Language language() {
    return language;
  }

  /** The digits of the section. English has none but ASCII. */
  Numerals numerals() {
    return language == Language.ENGLISH ? Numerals.ASCII : numerals;
  }

  /** Whether the first year of an era is 元. */
  boolean isFirstYearNamed() {
    return isFirstYearNamed;
  }

  /** Whether the meaning of every tag is known. The digits of other languages are not. */
  boolean areKnown() {
    return isKnown && (numerals == Numerals.ASCII || language != Language.OTHER);
  }
}
