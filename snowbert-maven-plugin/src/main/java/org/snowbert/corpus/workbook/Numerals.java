package org.snowbert.corpus.workbook;

/** The digits of {@code [DBNum1]} to {@code [DBNum3]} in a Japanese number format. */
enum Numerals {
  /** The digits of a format that names none. */
  ASCII("0123456789", "", "", false),
  KANJI("〇一二三四五六七八九", "十百千", "万億兆京", false),
  /** The digits of contracts, which nobody can turn into others with a stroke. */
  DAIJI("〇壱弐参四伍六七八九", "拾百阡", "萬億兆京", true),
  FULL_WIDTH("０１２３４５６７８９", "", "", false);

  private final String digits;

  /** The signs of 10, 100 and 1,000; none if numbers are written digit by digit alone. */
  private final String places;

  /** The signs of 10,000 and its powers. */
  private final String groups;

  /** Whether a 1 stands before the sign of its place, as in 壱拾; else 十 alone is 10. */
  private final boolean writesOne;

  Numerals(String digits, String places, String groups, boolean writesOne) {
    this.digits = digits;
    this.places = places;
    this.groups = groups;
    this.writesOne = writesOne;
  }

  /** Replaces each digit of a text: 1234 becomes 一二三四. */
  String digitByDigit(String text) {
    StringBuilder written = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      written.append(c >= '0' && c <= '9' ? digits.charAt(c - '0') : c);
    }
    return written.toString();
  }

  /**
   * Writes a number as it is read aloud: 1234 becomes 千二百三十四. The digits after a point, and a
   * number with a 0 in front, are written digit by digit.
   *
   * @param number in ASCII digits, at most 20 before the point; may have a sign
   */
  String byPlace(String number) {
    int start = number.startsWith("-") ? 1 : 0;
    int point = number.indexOf('.');
    int end = point < 0 ? number.length() : point;
    if (places.isEmpty() || number.startsWith("0", start)) {
      return digitByDigit(number);
    }
    StringBuilder written = new StringBuilder(number.substring(0, start));
    boolean groupHasDigits = false;
    for (int i = start; i < end; i++) {
      int place = (end - i - 1) % 4;
      char digit = number.charAt(i);
      if (digit != '0') {
        groupHasDigits = true;
        if (digit != '1' || place == 0 || writesOne) {
          written.append(digits.charAt(digit - '0'));
        }
        if (place > 0) {
          written.append(places.charAt(place - 1));
        }
      }
      int group = (end - i - 1) / 4;
      if (place == 0 && group > 0 && groupHasDigits) {
        written.append(groups.charAt(group - 1));
      }
      groupHasDigits &= place > 0;
    }
    return written.append(digitByDigit(number.substring(end))).toString();
  }
}
