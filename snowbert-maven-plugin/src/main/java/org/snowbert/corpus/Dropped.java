package org.snowbert.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many sentences the {@link Filter} dropped, each for the first reason of these.
 *
 * @param tooShort for {@code minCharacters}
 * @param tooLong for {@code maxCharacters}
 * @param notIncluded without what must be found
 * @param excluded with what must not be found
 * @param duplicate equal to an earlier one, where {@code distinct} is set
 */
public record Dropped(int tooShort, int tooLong, int notIncluded, int excluded, int duplicate) {
  public static final Dropped NONE = new Dropped(0, 0, 0, 0, 0);

  static Dropped of(Map<Filter.Reason, Integer> counts) {
    return new Dropped(
        counts.getOrDefault(Filter.Reason.TOO_SHORT, 0),
        counts.getOrDefault(Filter.Reason.TOO_LONG, 0),
        counts.getOrDefault(Filter.Reason.NOT_INCLUDED, 0),
        counts.getOrDefault(Filter.Reason.EXCLUDED, 0),
        counts.getOrDefault(Filter.Reason.DUPLICATE, 0));
  }

  Dropped plus(Dropped other) {
    return new Dropped(
        tooShort + other.tooShort,
        tooLong + other.tooLong,
        notIncluded + other.notIncluded,
        excluded + other.excluded,
        duplicate + other.duplicate);
  }

  /** The sum of all. */
  public int total() {
    return tooShort + tooLong + notIncluded + excluded + duplicate;
  }

  /** In words, such as {@code 12 too short, 3 excluded}; empty for nothing. */
  @Override
  public String toString() {
    List<String> words = new ArrayList<>();
    add(tooShort, "too short", words);
    add(tooLong, "too long", words);
    add(notIncluded, "not included", words);
    add(excluded, "excluded", words);
    add(duplicate, "duplicates", words);
    return String.join(", ", words);
  }

  private static void add(int count, String word, List<String> words) {
    if (count > 0) {
      words.add(String.format(Locale.ROOT, "%,d %s", count, word));
    }
  }
}
