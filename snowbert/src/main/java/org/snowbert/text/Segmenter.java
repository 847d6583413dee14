package org.snowbert.text;

import java.util.List;

/** Splits sentences into words. Not thread-safe. */
public interface Segmenter {
  /** The words of one normalised sentence, in order. */
  List<String> segment(String sentence);

  /**
   * The word class of each of those words as IPADIC names it, such as 名詞 for a noun; none where
   * words have no class.
   */
  default List<String> wordClasses(String sentence) {
    return List.of();
  }
}
