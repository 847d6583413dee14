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
 * Splits Japanese sentences into words as MeCab does with IPADIC: Lucene's Kuromoji in normal mode,
 * punctuation kept, blank tokens dropped.
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
    forEach(sentence, words::add);
    return words;
  }

  @Override
  public List<String> wordClasses(String sentence) {
    List<String> classes = new ArrayList<>();
    forEach(sentence, word -> classes.add(wordClass()));
    return classes;
  }

  /** Of 名詞-固有名詞-地域 only 名詞. */
  private String wordClass() {
    return partOfSpeech.getPartOfSpeech().split("-", 2)[0];
  }

  private void forEach(String sentence, Consumer<String> words) {
    try (tokenizer) { // a closed tokenizer takes another reader
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
      throw new UncheckedIOException(e); // a string cannot fail to be read
    }
  }
}
