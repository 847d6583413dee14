package org.snowbert.corpus.workbook;

import java.time.Month;
import java.time.chrono.JapaneseEra;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.workbook.FormatTags.Language;

/**
 * Writes dates and times. POI would not know the years of Japanese eras ({@code ggge}), Japanese
 * weekdays ({@code aaa}), languages and {@code [DBNum1]}.
 */
final class DateSection {
  /** Fields whose text depends on the language. */
  private static final Pattern WORDS = Pattern.compile("mmm+|ddd+|aaa+|[ger]+|am/pm");

  private static final Pattern FIELDS = Pattern.compile("y+|m+|d+|hh?|ss?|g{1,3}|ee?|aaaa?|rr?");

  /** Letters that programs write into dates without quotes. */
  private static final String ISO_LETTERS = "TZ";

  private final List<FormatPart> parts;
  private final FormatTags tags;
  private final boolean isKnown;
  private final boolean hasHalves;

  /** The most digits of a fraction of a second. */
  private final int digits;

  DateSection(List<FormatPart> parts, FormatTags tags) {
    this.parts = parts;
    this.tags = tags;
    isKnown = parts.stream().allMatch(this::isKnown);
    hasHalves = parts.stream().anyMatch(part -> part.kind() == FormatPart.Kind.HALVES);
    digits =
        parts.stream()
            .filter(part -> part.kind() == FormatPart.Kind.FRACTION)
            .mapToInt(part -> part.text().length() - 1)
            .max()
            .orElse(0);
  }

  private boolean isKnown(FormatPart part) {
    String text = part.text().toLowerCase(Locale.ROOT);
    return switch (part.kind()) {
      case FIELD -> FIELDS.matcher(text).matches() && !isForeignWord(text);
      case HALVES -> !isForeignWord(text);
      case FRACTION -> text.length() <= ".000".length();
      case OTHER -> ISO_LETTERS.contains(part.text()) || !text.matches("[a-z@]");
      case LITERAL, ELAPSED -> true;
      case TAG, GENERAL -> false;
    };
  }

  private boolean isForeignWord(String text) {
    return tags.language() == Language.OTHER && WORDS.matcher(text).matches();
  }

  /** The text of a date; null if Excel shows no such date, or the section is not understood. */
  @Nullable String text(double value, boolean date1904) {
    ExcelDate date = isKnown ? ExcelDate.of(value, date1904, digits) : null;
    if (date == null) {
      return null;
    }
    StringBuilder text = new StringBuilder();
    boolean afterHours = false;
    for (int i = 0; i < parts.size(); i++) {
      FormatPart part = parts.get(i);
      String letters = part.text();
      switch (part.kind()) {
        case ELAPSED -> {
          text.append(elapsed(letters, date));
          afterHours = letters.startsWith("h");
        }
        case FIELD -> {
          boolean isMinute =
              (letters.equals("m") || letters.equals("mm")) && (afterHours || isBeforeSeconds(i));
          text.append(isMinute ? number(date.minute(), letters) : field(letters, date));
          afterHours = letters.startsWith("h");
        }
        case HALVES -> text.append(half(part.text(), date.hour() < 12));
        case FRACTION -> text.append(fraction(letters, date));
        default -> text.append(part.text());
      }
    }
    return text.toString();
  }

  /** Whether the next field after a part is the seconds. */
  private boolean isBeforeSeconds(int index) {
    for (FormatPart part : parts.subList(index + 1, parts.size())) {
      if (part.kind() == FormatPart.Kind.FIELD || part.kind() == FormatPart.Kind.ELAPSED) {
        return part.text().startsWith("s");
      }
    }
    return false;
  }

  private String elapsed(String letters, ExcelDate date) {
    long seconds = date.elapsedSeconds();
    return number(
        switch (letters.charAt(0)) {
          case 'h' -> seconds / 3600;
          case 'm' -> seconds / 60;
          default -> seconds;
        },
        letters);
  }

  private String field(String letters, ExcelDate date) {
    return switch (letters.charAt(0)) {
      case 'y' ->
          letters.length() <= 2
              ? number(date.year() % 100, "yy")
              : tags.numerals().digitByDigit(Integer.toString(date.year()));
      case 'm' -> month(letters, Month.of(date.month()));
      case 'd' ->
          letters.length() <= 2 ? number(date.dayOfMonth(), letters) : weekday(letters, date);
      case 'h' -> number(hasHalves ? (date.hour() + 11) % 12 + 1 : date.hour(), letters);
      case 's' -> number(date.second(), letters);
      case 'g' -> era(letters.length(), date);
      case 'e' -> yearOfEra(letters, date);
      case 'r' -> (letters.equals("rr") ? era(3, date) : "") + yearOfEra("ee", date);
      default -> weekday(letters, date); // aaa
    };
  }

  /** The month. The short Japanese name of 10月 is 10, and its first letter is 1. */
  private String month(String letters, Month month) {
    String name = month.getDisplayName(TextStyle.FULL, locale());
    return switch (letters.length()) {
      case 1, 2 -> number(month.getValue(), letters);
      case 3 ->
          tags.language() == Language.JAPANESE
              ? number(month.getValue(), "m")
              : month.getDisplayName(TextStyle.SHORT, locale());
      case 4 -> name;
      default -> name.substring(0, 1);
    };
  }

  /** The weekday by the letters ddd or, always in Japanese unless the format is English, aaa. */
  private String weekday(String letters, ExcelDate date) {
    boolean isJapanese = letters.startsWith("a") && tags.language() == Language.NONE;
    return date.weekday()
        .getDisplayName(
            letters.length() == 3 ? TextStyle.SHORT : TextStyle.FULL,
            isJapanese ? Locale.JAPAN : locale());
  }

  private Locale locale() {
    return tags.language() == Language.JAPANESE ? Locale.JAPAN : Locale.ENGLISH;
  }

  private String era(int letters, ExcelDate date) {
    if (tags.language() == Language.ENGLISH) {
      return "";
    }
    JapaneseEra era = date.japanese().getEra();
    String name = era.getDisplayName(TextStyle.FULL, Locale.JAPAN);
    return switch (letters) {
      case 1 -> era.getDisplayName(TextStyle.NARROW, Locale.JAPAN);
      case 2 -> name.substring(0, 1);
      default -> name;
    };
  }

  private String yearOfEra(String letters, ExcelDate date) {
    if (tags.language() == Language.ENGLISH) {
      return field("yyyy", date);
    }
    return tags.isFirstYearNamed() && date.yearOfEra() == 1
        ? "元"
        : number(date.yearOfEra(), letters);
  }

  /** The half of the day. A Japanese format writes AM and PM in Japanese. */
  private String half(String halves, boolean isMorning) {
    boolean isTranslated = tags.language() == Language.JAPANESE && halves.equalsIgnoreCase("AM/PM");
    return (isTranslated ? "午前/午後" : halves).split("/", 2)[isMorning ? 0 : 1];
  }

  private String fraction(String places, ExcelDate date) {
    String digitsOfFraction = padded(date.fraction(), digits);
    return tags.numerals().digitByDigit("." + digitsOfFraction.substring(0, places.length() - 1));
  }

  /** A number with at least as many digits as there are letters. */
  private String number(long number, String letters) {
    return tags.numerals().byPlace(padded(number, letters.length()));
  }

  private static String padded(long number, int digits) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, digits - text.length())) + text;
  }
}
