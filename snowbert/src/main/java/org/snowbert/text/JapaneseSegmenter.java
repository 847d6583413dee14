package org.snowbert.text;

import java.util.List;

/** Splits Japanese sentences into the words that MeCab finds with IPADIC. */
final class JapaneseSegmenter implements Segmenter {
  private final Lattice lattice = new Lattice();

  @Override
  public List<String> segment(String sentence) {
    return lattice.search(sentence).stream()
        .map(word -> sentence.substring(word.start, word.end))
        .toList();
  }

  @Override
  public List<String> wordClasses(String sentence) {
    return lattice.search(sentence).stream().map(JapaneseSegmenter::wordClass).toList();
  }

  /** The first part of the part of speech, such as 名詞 of 名詞-固有名詞-地域. */
  private static String wordClass(Lattice.Word word) {
    return word.partOfSpeech().split("-", 2)[0];
  }
}
