package org.snowbert.text;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowbert.text.TokenizerConfig.Kind;

/**
 * Turns text into the tokens that transformers makes of it with the same files. A special token
 * within a text, such as {@code [MASK]}, is that token; the parts between them are normalised and
 * segmented separately.
 *
 * <p>Loads a native library. Thread-safe.
 */
public final class Tokenizer implements AutoCloseable {
  /**
   * A word of a sentence.
   *
   * @param text the normalised word
   * @param ids the ids of its tokens, at least one; the caller must not change them
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Word(String text, int[] ids) {}

  private final Vocabulary vocabulary;
  private final TokenizerConfig config;
  private final Segmenter segmenter;
  private final Subwords subwords;

  /**
   * A tokenizer.
   *
   * @throws IOException if the native library cannot be loaded
   */
  public Tokenizer(Vocabulary vocabulary, TokenizerConfig config) throws IOException {
    this.vocabulary = vocabulary;
    this.config = config;
    this.subwords =
        config.kind() == Kind.JAPANESE_CHARACTER
            ? new Characters(vocabulary)
            : new WordPiece(vocabulary);
    this.segmenter = config.segmenter();
  }

  /** The words of a sentence that is already normalised, in order. */
  public synchronized List<Word> words(String sentence) {
    return SpecialTokens.parts(sentence).stream()
        .flatMap(part -> isSpecial(part) ? Stream.of(special(part)) : plainWords(part).stream())
        .toList();
  }

  private List<Word> plainWords(String part) {
    List<String> texts = segmenter.segment(part);
    List<int[]> ids = subwords.encode(texts);
    return IntStream.range(0, texts.size())
        .mapToObj(i -> new Word(texts.get(i), ids.get(i)))
        .toList();
  }

  private static boolean isSpecial(String part) {
    return Vocabulary.SPECIALS.contains(part);
  }

  private Word special(String token) {
    return new Word(token, new int[] {vocabulary.id(token)});
  }

  /**
   * The word class of each word of a normalised sentence as IPADIC names it, such as 名詞 for a noun;
   * an empty string for a special token, and an empty list if the segmenter knows no word classes.
   */
  public synchronized List<String> wordClasses(String sentence) {
    return SpecialTokens.parts(sentence).stream()
        .flatMap(part -> isSpecial(part) ? Stream.of("") : segmenter.wordClasses(part).stream())
        .toList();
  }

  /** The ids of the tokens of any text, those of {@code [CLS]} and {@code [SEP]} included. */
  public synchronized int[] encode(String text) {
    IntStream.Builder ids = IntStream.builder();
    ids.add(vocabulary.cls());
    for (String part : SpecialTokens.parts(text)) {
      if (isSpecial(part)) {
        ids.add(vocabulary.id(part));
      } else {
        plainWords(config.normalize(part))
            .forEach(word -> IntStream.of(word.ids()).forEach(ids::add));
      }
    }
    ids.add(vocabulary.sep());
    return ids.build().toArray();
  }

  @Override
  public synchronized void close() {
    segmenter.close();
    subwords.close();
  }
}
