package org.snowbert.tokens;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snowbert.text.Vocabulary;

/**
 * Learns a WordPiece vocabulary from counted words. It merges pairs of symbols as Hugging Face's
 * {@code WordPieceTrainer} does, but without that trainer's one source of chance.
 *
 * <p>The ids go to the special tokens, then to each continuing character by code point, then to
 * each character by code point, then to the merged pairs in the order of the merges. The next merge
 * is that of the most frequent pair; among equally frequent pairs, that of the smallest pair of
 * ids. It ends when the vocabulary has its size or no pair is left. Characters are Unicode code
 * points.
 */
public final class VocabularyLearner {
  /**
   * A pair of adjacent symbols that may be merged next.
   *
   * @param pair the two ids as {@link Word#pair} packs them
   * @param count how often the pair occurred when this candidate was made
   * @param serial the number of candidates made before
   * @param words the words in which the pair occurs
   */
  private record Candidate(long pair, long count, long serial, List<Word> words) {
    static final Comparator<Candidate> NEXT_FIRST =
        Comparator.comparingLong(Candidate::count)
            .reversed()
            .thenComparingLong(Candidate::pair)
            .thenComparingLong(Candidate::serial);
  }

  private final List<String> tokens = new ArrayList<>();
  private final Map<String, Integer> ids = new HashMap<>();
  private final List<Word> words = new ArrayList<>();
  private final Map<Long, Long> pairCounts = new HashMap<>();
  private final PriorityQueue<Candidate> queue = new PriorityQueue<>(Candidate.NEXT_FIRST);
  private long serial;

  private VocabularyLearner(SortedMap<String, Long> wordCounts) {
    SortedSet<Integer> characters = new TreeSet<>();
    SortedSet<Integer> continuing = new TreeSet<>();
    for (String word : wordCounts.keySet()) {
      int[] codePoints = word.codePoints().toArray();
      for (int i = 0; i < codePoints.length; i++) {
        characters.add(codePoints[i]);
        if (i > 0) {
          continuing.add(codePoints[i]);
        }
      }
    }
    Vocabulary.SPECIALS.forEach(this::idOf);
    continuing.forEach(c -> idOf(Vocabulary.CONTINUATION + Character.toString(c)));
    characters.forEach(c -> idOf(Character.toString(c)));
    wordCounts.forEach((word, count) -> words.add(new Word(symbols(word), count)));
  }

  /**
   * Learns a vocabulary.
   *
   * @param wordCounts the words, and how often each word occurs
   * @param size the number of tokens at which to stop; the special tokens and the characters are
   *     kept even if they are more
   */
  public static Vocabulary learn(Map<String, Long> wordCounts, int size) {
    VocabularyLearner learner = new VocabularyLearner(new TreeMap<>(wordCounts));
    learner.countPairs();
    learner.merge(size);
    return Vocabulary.of(learner.tokens);
  }

  private int[] symbols(String word) {
    int[] codePoints = word.codePoints().toArray();
    int[] symbols = new int[codePoints.length];
    for (int i = 0; i < symbols.length; i++) {
      String prefix = i == 0 ? "" : Vocabulary.CONTINUATION;
      symbols[i] = idOf(prefix + Character.toString(codePoints[i]));
    }
    return symbols;
  }

  private int idOf(String token) {
    return ids.computeIfAbsent(
        token,
        t -> {
          tokens.add(t);
          return tokens.size() - 1;
        });
  }

  private void countPairs() {
    Map<Long, List<Word>> occurrences = new LinkedHashMap<>();
    for (Word word : words) {
      word.forEachPair(pair -> change(occurrences, word, pair, 1));
    }
    enqueue(occurrences);
  }

  private void merge(int size) {
    while (tokens.size() < size && !queue.isEmpty()) {
      Candidate candidate = queue.remove();
      long count = pairCounts.getOrDefault(candidate.pair(), 0L);
      if (count != candidate.count()) {
        queue.add(new Candidate(candidate.pair(), count, candidate.serial(), candidate.words()));
      } else if (count < 1) {
        return;
      } else {
        mergeInWords(candidate);
      }
    }
  }

  private void mergeInWords(Candidate candidate) {
    int left = Word.left(candidate.pair());
    int right = Word.right(candidate.pair());
    int merged = idOf(tokens.get(left) + withoutPrefix(tokens.get(right)));
    Map<Long, List<Word>> gains = new LinkedHashMap<>();
    for (Word word : candidate.words()) {
      word.merge(left, right, merged, (pair, delta) -> change(gains, word, pair, delta));
    }
    enqueue(gains);
  }

  private static String withoutPrefix(String token) {
    return token.startsWith(Vocabulary.CONTINUATION)
        ? token.substring(Vocabulary.CONTINUATION.length())
        : token;
  }

  /**
   * Changes the count of a pair. A word that gained the pair is listed once, since the changes of a
   * word come one after the other.
   */
  private void change(Map<Long, List<Word>> gains, Word word, long pair, int delta) {
    pairCounts.merge(pair, delta * word.count(), Long::sum);
    if (delta > 0) {
      List<Word> gaining = gains.computeIfAbsent(pair, p -> new ArrayList<>());
      if (gaining.isEmpty() || gaining.get(gaining.size() - 1) != word) {
        gaining.add(word);
      }
    }
  }

  private void enqueue(Map<Long, List<Word>> gains) {
    gains.forEach(
        (pair, gaining) -> {
          long count = pairCounts.getOrDefault(pair, 0L);
          if (count > 0) {
            queue.add(new Candidate(pair, count, serial++, gaining));
          }
        });
  }
}
