package org.snowbert.text;

import java.util.List;

/** Splits sentences into words. Not thread-safe. */
public interface Segmenter extends AutoCloseable {
  /** The words of one normalised sentence, in order. */
  List<String> segment(String sentence);

  /**
   * The word class of each of these words as IPADIC names it, such as 名詞 for a noun.
   *
   * @return empty if this segmenter knows no word classes
   */
  default List<String> wordClasses(String sentence) {
    return List.of();
  }

  @Override
  default void close() {}
}
