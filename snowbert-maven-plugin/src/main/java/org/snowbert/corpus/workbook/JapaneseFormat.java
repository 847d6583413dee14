package org.snowbert.corpus.workbook;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.chrono.JapaneseChronology;
import java.time.chrono.JapaneseDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;
import org.jspecify.annotations.Nullable;

/**
 * The number formats of a Japanese Excel that POI does not know: years of an era ({@code ggge"年"}),
 * names of weekdays ({@code aaa}), and digits that are not ASCII ({@code [DBNum3]}).
 */
final class JapaneseFormat {
  /** Text that stands for itself, or for no text: a colour, a language, room for a character. */
  private static final String LITERAL = "\"[^\"]*\"|\\\\.|_.|\\*.|\\[[^\\]]*\\]";

  private static final String HALVES = "AM/PM|A/P";

  private static final Pattern LITERALS_AND_HALVES =
      Pattern.compile(LITERAL + "|" + HALVES, Pattern.CASE_INSENSITIVE);

  /** One part of the code of a date. */
  private static final Pattern PART =
      Pattern.compile(
          "(?<literal>" + LITERAL + ")|(?<halves>" + HALVES + ")|(?<letters>([ymdhsega])\\4*)|.",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /** A date or time without its literals. */
  private static final Pattern DATE =
      Pattern.compile("(?=.*[ymdhsge])[ymdhsega/:.,\\-\\s\\P{ASCII}]+", Pattern.CASE_INSENSITIVE);

  private static final Pattern ERA_OR_WEEKDAY =
      Pattern.compile("[ge]|aaa", Pattern.CASE_INSENSITIVE);

  private static final Pattern JAPANESE_WORDS =
      Pattern.compile(
          "\\[\\$-(411|ja-JP)[^\\]]*\\].*(ddd|" + HALVES + ")", Pattern.CASE_INSENSITIVE);

  /** The hours, minutes or seconds of a duration. */
  private static final Pattern DURATION =
      Pattern.compile("\\[(h+|m+|s+)\\]", Pattern.CASE_INSENSITIVE);

  private static final Pattern TWELVE_HOURS = Pattern.compile(HALVES, Pattern.CASE_INSENSITIVE);

  private static final Pattern SECONDS_FOLLOW =
      Pattern.compile("[^ymdhega]*s.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private static final Pattern DIGITS =
      Pattern.compile("\\[DBNum([123])\\]", Pattern.CASE_INSENSITIVE);

  /** The digits of {@code [DBNum1]} to {@code [DBNum3]}. */
  private static final String[] NUMERALS = {"〇一二三四五六七八九", "〇壱弐参四伍六七八九", "０１２３４５６７８９"};

  private JapaneseFormat() {}

  /**
   * The text of a date.
   *
   * @param code the number format
   * @param value the date as the workbook stores it
   * @param date1904 whether dates are counted from 1904
   * @return null if POI knows the format
   */
  static @Nullable String date(String code, double value, boolean date1904) {
    String positive = code.split(";", 2)[0];
    String letters = LITERALS_AND_HALVES.matcher(positive).replaceAll("");
    if (!DATE.matcher(letters).matches()
        || DURATION.matcher(positive).find()
        || !isJapanese(letters, positive)
        || !DateUtil.isValidExcelDate(value)) {
      return null;
    }
    try {
      LocalDateTime date = DateUtil.getLocalDateTime(value, date1904);
      return DateTimeFormatter.ofPattern(pattern(positive, date), Locale.JAPAN)
          .withChronology(JapaneseChronology.INSTANCE)
          .format(date);
    } catch (DateTimeException | IllegalArgumentException e) { // an era or a code unknown to Java
      return null;
    }
  }

  /** Whether POI does not know a part: an era, a weekday, a text other than 年, 月 and 日. */
  private static boolean isJapanese(String letters, String code) {
    return ERA_OR_WEEKDAY.matcher(letters).find()
        || code.codePoints().anyMatch(c -> c > 0x7f && "年月日".indexOf(c) < 0)
        || JAPANESE_WORDS.matcher(code).find();
  }

  /** The pattern of java.time for the code of a date. */
  private static String pattern(String code, LocalDateTime date) {
    boolean twelveHours = TWELVE_HOURS.matcher(code).find();
    String half =
        JAPANESE_WORDS.matcher(code).find() ? "a" : quoted(date.getHour() < 12 ? "AM" : "PM");
    StringBuilder pattern = new StringBuilder();
    boolean afterHours = false;
    Matcher part = PART.matcher(code);
    while (part.find()) {
      String letters = part.group("letters");
      if (letters == null) {
        append(pattern, part.group("halves") == null ? quoted(text(part)) : half);
        continue;
      }
      letters = letters.toLowerCase(Locale.ROOT);
      boolean minutes =
          letters.length() <= 2
              && (afterHours || SECONDS_FOLLOW.matcher(code.substring(part.end())).matches());
      afterHours = letters.startsWith("h");
      append(
          pattern,
          switch (letters) {
            case "g" -> "GGGGG";
            case "gg" -> quoted(era(date).substring(0, 1));
            case "ggg" -> quoted(era(date));
            case "e" -> "y";
            case "ee" -> "yy";
            case "y", "yy" -> "uu";
            case "yyy", "yyyy" -> "uuuu";
            case "aaa", "ddd" -> "E";
            case "aaaa", "dddd" -> "EEEE";
            case "m", "mm" -> minutes ? letters : letters.toUpperCase(Locale.ROOT);
            case "h", "hh" -> twelveHours ? letters : letters.toUpperCase(Locale.ROOT);
            case "d", "dd", "s", "ss" -> letters;
            default -> letters.startsWith("m") ? "MMM" : quoted(letters);
          });
    }
    return pattern.toString();
  }

  /** Appends a piece of a pattern. Two quoted texts become one: '' would be a quote. */
  private static void append(StringBuilder pattern, String piece) {
    int last = pattern.length() - 1;
    if (last >= 0 && pattern.charAt(last) == '\'' && piece.startsWith("'")) {
      pattern.setLength(last);
      pattern.append(piece, 1, piece.length());
    } else {
      pattern.append(piece);
    }
  }

  /** The text for which a part without letters of a date stands. */
  private static String text(Matcher part) {
    String text = part.group();
    if (part.group("literal") == null) {
      return text;
    }
    return switch (text.charAt(0)) {
      case '"' -> text.substring(1, text.length() - 1);
      case '\\' -> text.substring(1);
      case '_' -> " ";
      default -> "";
    };
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : "'" + text.replace("'", "''") + "'";
  }

  private static String era(LocalDateTime date) {
    return JapaneseDate.from(date).getEra().getDisplayName(TextStyle.FULL, Locale.JAPAN);
  }

  /** Writes the digits of a text as {@code [DBNum1]} to {@code [DBNum3]} of the code wants them. */
  static String digits(String code, String text) {
    Matcher kind = DIGITS.matcher(code);
    if (!kind.find()) {
      return text;
    }
    String numerals = NUMERALS[Integer.parseInt(kind.group(1)) - 1];
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      written.append(c >= '0' && c <= '9' ? numerals.charAt(c - '0') : c);
    }
    return written.toString();
  }

  /** The code without the digits that POI does not know. */
  static String withoutDigits(String code) {
    return DIGITS.matcher(code).replaceAll("");
  }
}
