package org.snowbert.corpus.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The code of a number format, such as {@code [$-411]ggge"年"m"月"d"日";@}. It chooses the section of
 * a number as Excel does, and writes dates and texts itself. POI writes the digits of other
 * numbers.
 */
final class FormatCode {
  /** The most sections for numbers; a fourth section is for texts. */
  private static final int SECTIONS = 3;

  private static final Pattern NUMERALS =
      Pattern.compile("\\[DBNum[123]\\]", Pattern.CASE_INSENSITIVE);

  private final int number;

  /** The code for POI, which does not know the digits, and would print some quotes. */
  private final String code;

  private final List<FormatSection> sections;

  /**
   * Reads a code.
   *
   * @param number the format's number; a number below 164 is a format that every program has
   */
  FormatCode(int number, String code) {
    this.number = number;
    this.code = NUMERALS.matcher(code).replaceAll("").replaceAll("\"(\\P{ASCII}*)\"", "$1");
    this.sections = sections(FormatPart.parse(code));
  }

  private static List<FormatSection> sections(List<FormatPart> parts) {
    List<FormatSection> sections = new ArrayList<>();
    List<FormatPart> section = new ArrayList<>();
    for (FormatPart part : parts) {
      if (part.isSeparator()) {
        sections.add(new FormatSection(section));
        section = new ArrayList<>();
      } else {
        section.add(part);
      }
    }
    sections.add(new FormatSection(section));
    int last = sections.size() - 1;
    boolean hasTexts = last >= SECTIONS || (last > 0 && sections.get(last).isForTexts());
    return hasTexts ? sections.subList(0, Math.min(last, SECTIONS)) : sections;
  }

  /**
   * The text of a number.
   *
   * @param date1904 whether dates are counted from 1904
   * @param numbers writes digits
   * @return null if Excel shows only number signs, or the format is not understood
   */
  @Nullable String text(double value, boolean date1904, DataFormatter numbers) {
    FormatSection section = section(value);
    if (section == null || !section.tags().areKnown()) {
      return null;
    }
    double shown = isSectionOfNegatives(section) ? Math.abs(value) : value;
    return switch (section.kind()) {
      case DATE -> section.date(value, date1904);
      case DIGITS ->
          section.digits().isOfDigitsAlone()
              ? section
                  .tags()
                  .numerals()
                  .digitByDigit(numbers.formatRawCellContents(value, number, code, date1904))
              : section.digits().text(shown, numbers);
      case GENERAL -> section.textWith(shown, numbers);
      case TEXT ->
          (value < 0 && sections.size() == 1 ? "-" : "") + section.textWith(value, numbers);
    };
  }

  /** Whether a section is for negative numbers alone, so that it writes its own sign. */
  private boolean isSectionOfNegatives(FormatSection section) {
    return sections.indexOf(section) == 1
        && sections.stream().noneMatch(other -> other.tags().hasCondition());
  }

  /** The section of a number; null if no section is for it. */
  private @Nullable FormatSection section(double value) {
    int last = sections.size() - 1;
    for (int i = 0; i < last; i++) {
      FormatTags tags = sections.get(i).tags();
      if (tags.hasCondition() ? tags.isMetBy(value) : isMetByDefault(i, last, value)) {
        return sections.get(i);
      }
    }
    FormatTags tags = sections.get(last).tags();
    return tags.hasCondition() && !tags.isMetBy(value) ? null : sections.get(last);
  }

  /** Whether a section without a condition, and before the last one, is for a number. */
  private static boolean isMetByDefault(int section, int last, double value) {
    return section == 1 ? value < 0 : last == 1 ? value >= 0 : value > 0;
  }
}
