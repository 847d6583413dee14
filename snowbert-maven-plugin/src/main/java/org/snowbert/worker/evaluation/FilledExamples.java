package org.snowbert.worker.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.FillMaskAnswer;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.internal.RandomStream;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.text.Tokenizer;
import org.snowbert.text.Vocabulary;

/** Example sentences with one masked word, and the words that a model fills in. */
final class FilledExamples {
  private static final int COUNT = 20;
  private static final int CANDIDATES = 5;

  /** A sentence and the word that was taken out of it. */
  private record Masked(String text, String word) {}

  private FilledExamples() {}

  /**
   * Fills one mask in each of twenty sentences, which are spread over the whole text. If there are
   * fewer sentences, it takes them all.
   *
   * @param seed decides which word of a sentence is masked
   */
  static List<Analysis.Sample> of(LoadedModel model, List<String> sentences, long seed) {
    List<Masked> masked = new ArrayList<>();
    int stride = Math.max(1, sentences.size() / COUNT);
    for (int start = 0; start < stride && masked.size() < COUNT; start++) {
      for (int i = start; i < sentences.size() && masked.size() < COUNT; i += stride) {
        RandomStream draws = RandomStream.of(seed, "report", i);
        add(sentences.get(i), model, draws, masked);
      }
    }
    List<FillMaskAnswer> answers =
        FillMask.fill(model, masked.stream().map(Masked::text).toList(), CANDIDATES);
    List<Analysis.Sample> samples = new ArrayList<>();
    for (int i = 0; i < masked.size(); i++) {
      Masked sample = masked.get(i);
      samples.add(new Analysis.Sample(sample.text(), sample.word(), answers.get(i).masks().get(0)));
    }
    return samples;
  }

  /**
   * Masks one word of a sentence. The word is one token and has a letter. A sentence with fewer
   * than three such words, or with more than 200 characters, is left out.
   */
  private static void add(
      String sentence, LoadedModel model, RandomStream draws, List<Masked> masked) {
    List<Integer> starts = new ArrayList<>();
    List<String> words = new ArrayList<>();
    int at = 0;
    for (Tokenizer.Word found : model.tokenizer().words(sentence)) {
      String word = found.text();
      at = indexOf(word, sentence, at);
      if (at < 0) {
        break; // a word that lost its accents
      }
      int id = model.vocabulary().id(word);
      if (id >= 0
          && !model.vocabulary().isSpecial(id)
          && word.codePoints().anyMatch(Character::isLetter)) {
        starts.add(at);
        words.add(word);
      }
      at += word.length();
    }
    if (words.size() < 3 || sentence.length() > 200 || sentence.contains(Vocabulary.MASK)) {
      return; // too short to guess from, too long to read, or masked already
    }
    int chosen = draws.nextInt(words.size());
    int start = starts.get(chosen);
    String word = words.get(chosen);
    masked.add(
        new Masked(
            sentence.substring(0, start)
                + Vocabulary.MASK
                + sentence.substring(start + word.length()),
            word));
  }

  /**
   * Where a word stands in a sentence, in capital or small letters, with nothing but white space
   * and invisible characters before it; -1 if it does not.
   */
  private static int indexOf(String word, String sentence, int from) {
    for (int at = from; at + word.length() <= sentence.length(); at++) {
      if (sentence.regionMatches(true, at, word, 0, word.length())) {
        return at;
      }
      if (Character.isLetterOrDigit(sentence.charAt(at))) {
        return -1;
      }
    }
    return -1;
  }
}
