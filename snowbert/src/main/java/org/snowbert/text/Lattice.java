package org.snowbert.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.ja.dict.BinaryDictionary;
import org.apache.lucene.analysis.ja.dict.ConnectionCosts;
import org.apache.lucene.analysis.ja.dict.TokenInfoDictionary;
import org.apache.lucene.analysis.ja.dict.TokenInfoFST;
import org.apache.lucene.analysis.ja.dict.UnknownDictionary;
import org.apache.lucene.util.IntsRef;
import org.apache.lucene.util.fst.FST;
import org.jspecify.annotations.Nullable;

/**
 * Finds the words of a sentence as MeCab 0.996 does with IPADIC: of all sequences of words, the one
 * whose words and connections cost least. The dictionary is that of Lucene's Kuromoji, which has
 * IPADIC's words and costs. The search follows MeCab's {@code Tokenizer::lookup} and {@code
 * Viterbi::connect}.
 *
 * <p>Time grows with the length of the sentence, and not with its square. Not thread-safe.
 */
final class Lattice {
  private static final TokenInfoDictionary KNOWN = TokenInfoDictionary.getInstance();
  private static final UnknownDictionary UNKNOWN = UnknownDictionary.getInstance();

  /** The number of contexts in IPADIC. A word has the same context on its left and its right. */
  private static final int CONTEXTS = 1316;

  /**
   * The cost of each pair of contexts, by the second one. An array is faster than Lucene's file.
   */
  private static final short[] CONNECTIONS = connections();

  /** The context of the beginning and of the end of a sentence. */
  private static final int EDGE = 0;

  /** A run of characters is one word only if at most so many follow the first. */
  private static final int MAX_FOLLOWERS = 24;

  private final TokenInfoFST words = KNOWN.getFST();
  private final FST.Arc<Long> arc = new FST.Arc<>();
  private final FST.BytesReader reader = words.getBytesReader();
  private final IntsRef ids = new IntsRef();

  /** The words that begin at one position, in the order in which MeCab finds them. */
  private final List<Word> candidates = new ArrayList<>();

  /** The word that was added last, among those that end at a position. */
  private @Nullable Word[] lastAt = {};

  private static short[] connections() {
    ConnectionCosts costs = ConnectionCosts.getInstance();
    short[] connections = new short[CONTEXTS * CONTEXTS];
    for (int next = 0; next < CONTEXTS; next++) {
      for (int context = 0; context < CONTEXTS; context++) {
        connections[next * CONTEXTS + context] = (short) costs.get(context, next);
      }
    }
    return connections;
  }

  /** A word of the sentence, with the cheapest way to it. */
  static final class Word {
    final int start;
    final int end;
    private final BinaryDictionary dictionary;
    private final int id;
    private final int context;
    private long cost;
    private @Nullable Word before;
    private @Nullable Word addedEarlier; // with the same end

    private Word(int start, int end, BinaryDictionary dictionary, int id, int context) {
      this.start = start;
      this.end = end;
      this.dictionary = dictionary;
      this.id = id;
      this.context = context;
    }

    /** The part of speech in IPADIC, such as 名詞-固有名詞-地域. */
    String partOfSpeech() {
      return dictionary.getPartOfSpeech(id);
    }

    /** The cost of a way to this word and on to a word of another context. */
    private long costBefore(int next) {
      return cost + CONNECTIONS[next * CONTEXTS + context];
    }
  }

  /** The words of a sentence, in order. White space between words is part of no word. */
  List<Word> search(String sentence) {
    lastAt = new Word[sentence.length() + 1];
    Word beginning = new Word(0, 0, KNOWN, 0, EDGE);
    lastAt[0] = beginning;
    int reached = 0; // white space at the end is not
    for (int position = 0; position < sentence.length(); position++) {
      if (lastAt[position] != null) {
        reached = position;
        findCandidates(sentence, position);
        // What MeCab finds last stands first in its list.
        for (int i = candidates.size() - 1; i >= 0; i--) {
          connect(position, candidates.get(i));
        }
        if (!candidates.isEmpty()) {
          lastAt[position] = null; // the memory of words that lead nowhere
        }
      }
    }
    int end = lastAt[sentence.length()] == null ? reached : sentence.length();
    List<Word> path = new ArrayList<>();
    for (Word word = bestBefore(end, EDGE); word.before != null; word = word.before) {
      path.add(word);
    }
    Collections.reverse(path);
    return path;
  }

  private void findCandidates(String sentence, int position) {
    candidates.clear();
    int start = position;
    while (start < sentence.length()
        && CharacterCategory.of(sentence.charAt(start)) == CharacterCategory.SPACE) {
      start++;
    }
    if (start < sentence.length()) {
      addKnown(sentence, start);
      addUnknown(sentence, start);
    }
  }

  private void addKnown(String sentence, int start) {
    try {
      words.getFirstArc(arc);
      int output = 0;
      for (int i = start; i < sentence.length(); i++) {
        char c = inLucene(sentence.charAt(i));
        if (words.findTargetArc(c, arc, arc, i == start, reader) == null) {
          return;
        }
        output += arc.output().intValue();
        if (arc.isFinal()) {
          KNOWN.lookupWordIds(output + arc.nextFinalOutput().intValue(), ids);
          addAll(KNOWN, start, i + 1);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the dictionary is in memory
    }
  }

  /**
   * The character of Lucene's words for one of MeCab's. IPADIC is written in EUC-JP, whose long
   * dash is U+2014 for Java, which made Lucene's dictionary, and U+2015 for MeCab.
   */
  private static char inLucene(char c) {
    return switch (c) {
      case '\u2014' -> '\u2015'; // in no word of Lucene's
      case '\u2015' -> '\u2014';
      default -> c;
    };
  }

  private void addUnknown(String sentence, int start) {
    int first = sentence.codePointAt(start);
    CharacterCategory category = CharacterCategory.of(first);
    if (!candidates.isEmpty() && !category.invoke) {
      return;
    }
    UNKNOWN.lookupWordIds(category.unknownWords, ids);
    int afterFirst = start + Character.charCount(first);
    int endOfRun = category.group ? addRun(sentence, start, afterFirst) : start;
    int end = afterFirst;
    for (int length = 1; length <= category.length && end != endOfRun; length++) {
      addAll(UNKNOWN, start, end);
      if (end == sentence.length() || !CharacterCategory.share(first, sentence.codePointAt(end))) {
        break;
      }
      end = sentence.offsetByCodePoints(end, 1);
    }
    if (candidates.isEmpty()) {
      addAll(UNKNOWN, start, afterFirst);
    }
  }

  /**
   * Adds the run of characters that each share a category with the one before, unless it is too
   * long.
   *
   * @return the end of the run; if it is too long, any later position than that of the first two
   *     characters
   */
  private int addRun(String sentence, int start, int afterFirst) {
    int end = afterFirst;
    for (int followers = 0; followers <= MAX_FOLLOWERS; followers++) {
      if (end == sentence.length()
          || !CharacterCategory.share(sentence.codePointBefore(end), sentence.codePointAt(end))) {
        addAll(UNKNOWN, start, end);
        return end;
      }
      end = sentence.offsetByCodePoints(end, 1);
    }
    return end; // following a long run to its end would take the square of the time
  }

  /** Adds the words of {@code ids}. */
  private void addAll(BinaryDictionary dictionary, int start, int end) {
    for (int i = ids.offset; i < ids.offset + ids.length; i++) {
      int id = ids.ints[i];
      candidates.add(new Word(start, end, dictionary, id, dictionary.getLeftId(id)));
    }
  }

  /** Adds a word, after the cheapest way to it, to those with the same end. */
  private void connect(int position, Word word) {
    Word before = bestBefore(position, word.context);
    word.before = before;
    word.cost = before.costBefore(word.context) + word.dictionary.getWordCost(word.id);
    word.addedEarlier = lastAt[word.end];
    lastAt[word.end] = word;
  }

  /**
   * The word after which a word with a context is cheapest. Of equal ones, it is the word that was
   * added last.
   */
  private Word bestBefore(int position, int context) {
    Word best = Objects.requireNonNull(lastAt[position]);
    long cost = best.costBefore(context);
    for (Word other = best.addedEarlier; other != null; other = other.addedEarlier) {
      long otherCost = other.costBefore(context);
      if (otherCost < cost) {
        cost = otherCost;
        best = other;
      }
    }
    return best;
  }
}
