package org.snowbert.tokens;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.snowbert.text.Vocabulary;

/** Learns a vocabulary whose tokens are characters, which are Unicode code points. */
final class CharacterVocabulary {
  private CharacterVocabulary() {}

  /**
   * Takes the most frequent characters. The ids go to the special tokens, then to the characters by
   * code point. Of equally frequent characters, those with the smaller code points are taken.
   *
   * @param wordCounts the words, and how often each word occurs
   * @param size the largest number of tokens; the special tokens are kept even if they are more
   */
  static Vocabulary learn(Map<String, Long> wordCounts, int size) {
    Map<Integer, Long> counts = new HashMap<>();
    wordCounts.forEach(
        (word, count) -> word.codePoints().forEach(c -> counts.merge(c, count, Long::sum)));
    Stream<String> characters =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Long>comparingByValue(Comparator.reverseOrder())
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(Math.max(0, size - Vocabulary.SPECIALS.size()))
            .map(Map.Entry::getKey)
            .sorted()
            .map(Character::toString);
    return Vocabulary.of(Stream.concat(Vocabulary.SPECIALS.stream(), characters).toList());
  }
}
