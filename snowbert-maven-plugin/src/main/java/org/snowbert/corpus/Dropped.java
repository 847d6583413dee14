package org.snowbert.corpus;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The numbers of sentences that the {@link Filter} dropped. A sentence with several reasons counts
 * once, for the first reason below.
 *
 * @param tooShort sentences shorter than {@code minCharacters}
 * @param tooLong sentences longer than {@code maxCharacters}
 * @param notIncluded sentences without a match of the parameter {@code snowbert.include}
 * @param excluded sentences with a match of the parameter {@code snowbert.exclude}
 * @param duplicate sentences that equal an earlier one, if {@code distinct} is set
 */
public record Dropped(int tooShort, int tooLong, int notIncluded, int excluded, int duplicate) {
  /** No dropped sentence. */
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

  /** The number of dropped sentences. */
  public int total() {
    return tooShort + tooLong + notIncluded + excluded + duplicate;
  }

  /** The numbers above 0 in words, such as {@code 12 too short, 3 excluded}; else empty. */
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
