package org.snowbert.text;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.lucene.analysis.ja.JapaneseTokenizer;
import org.apache.lucene.analysis.ja.tokenattributes.PartOfSpeechAttribute;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/**
 * Splits Japanese sentences into words as MeCab does with IPADIC, by Lucene's Kuromoji in normal
 * mode. Punctuation is kept, blank tokens are dropped.
 */
final class JapaneseSegmenter implements Segmenter {
  private final JapaneseTokenizer tokenizer =
      new JapaneseTokenizer(null, false, JapaneseTokenizer.Mode.NORMAL);
  private final CharTermAttribute term = tokenizer.addAttribute(CharTermAttribute.class);
  private final PartOfSpeechAttribute partOfSpeech =
      tokenizer.addAttribute(PartOfSpeechAttribute.class);

  @Override
  public List<String> segment(String sentence) {
    List<String> words = new ArrayList<>();
    forEachWord(sentence, words::add);
    return words;
  }

  @Override
  public List<String> wordClasses(String sentence) {
    List<String> classes = new ArrayList<>();
    forEachWord(sentence, word -> classes.add(wordClass()));
    return classes;
  }

  /** The first part of the part of speech, such as 名詞 of 名詞-固有名詞-地域. */
  private String wordClass() {
    return partOfSpeech.getPartOfSpeech().split("-", 2)[0];
  }

  private void forEachWord(String sentence, Consumer<String> words) {
    try (tokenizer) { // a tokenizer that was closed can read another sentence
      tokenizer.setReader(new StringReader(sentence));
      tokenizer.reset();
      while (tokenizer.incrementToken()) {
        String word = term.toString();
        if (!word.isBlank()) {
          words.accept(word);
        }
      }
      tokenizer.end();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // reading a string cannot fail
    }
  }
}
