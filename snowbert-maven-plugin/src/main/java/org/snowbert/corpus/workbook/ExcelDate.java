package org.snowbert.corpus.workbook;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.chrono.JapaneseDate;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/**
 * A date and time as Excel shows it. Excel's year 1900 has a 29 February, and begins with a day 0.
 *
 * @param elapsed the fractions of a second since day 0 of the workbook's own date system
 * @param perSecond the number of these fractions in a second
 * @param serial the day, counted from day 0 of 1900
 */
record ExcelDate(long elapsed, long perSecond, long serial) {
  private static final long SECONDS = 24 * 60 * 60;

  /** The days from day 0 of 1900 to 1 January 1904. */
  private static final int DAYS_TO_1904 = 1462;

  /** The day after 31 December 9999, Excel's last day. */
  private static final long END = 2_958_466;

  /** The 29 February of 1900, which never was. */
  private static final long LEAP_DAY = 60;

  /**
   * The date of a number, rounded to a second or a fraction of it.
   *
   * @param digits the number of digits of the fraction
   * @return null if Excel shows no such date
   */
  static @Nullable ExcelDate of(double value, boolean date1904, int digits) {
    long offset = date1904 ? DAYS_TO_1904 : 0;
    if (!(value >= 0 && value + offset < END)) {
      return null;
    }
    long perSecond = Math.round(Math.pow(10, digits));
    long elapsed = Math.round(value * (SECONDS * perSecond));
    return new ExcelDate(elapsed, perSecond, elapsed / (SECONDS * perSecond) + offset);
  }

  long elapsedSeconds() {
    return elapsed / perSecond;
  }

  /** The part of a second, in its smallest shown fractions. */
  long fraction() {
    return elapsed % perSecond;
  }

  int hour() {
    return (int) (elapsedSeconds() / 3600 % 24);
  }

  int minute() {
    return (int) (elapsedSeconds() / 60 % 60);
  }

  int second() {
    return (int) (elapsedSeconds() % 60);
  }

  int year() {
    return date().getYear();
  }

  int month() {
    return date().getMonthValue();
  }

  int dayOfMonth() {
    return serial == LEAP_DAY ? 29 : serial == 0 ? 0 : date().getDayOfMonth();
  }

  /** The weekday; before March 1900 Excel's is one day off. */
  DayOfWeek weekday() {
    return DayOfWeek.SATURDAY.plus(serial);
  }

  JapaneseDate japanese() {
    return JapaneseDate.from(date());
  }

  int yearOfEra() {
    return japanese().get(ChronoField.YEAR_OF_ERA);
  }

  /** The day, or the real day next to it in the same month. */
  private LocalDate date() {
    return serial >= LEAP_DAY
        ? LocalDate.of(1899, 12, 30).plusDays(serial)
        : LocalDate.of(1899, 12, 31).plusDays(Math.max(serial, 1));
  }
}
