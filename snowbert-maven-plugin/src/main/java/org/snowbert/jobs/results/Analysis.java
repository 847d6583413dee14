package org.snowbert.jobs.results;

import java.util.List;
import org.snowbert.FillMaskAnswer.Candidate;

/**
 * The figures and samples of a model on the held-out sentences, for the report.
 *
 * @param byWordClass the figures by the class of the masked word, the most frequent class first;
 *     empty if words have no classes
 * @param byFrequency the figures by the frequency of the masked token in the training sentences,
 *     the rarest first
 * @param lengths the numbers of training and validation sentences that have 0, 1, 2, … tokens,
 *     {@code [CLS]} and {@code [SEP]} included
 * @param samples held-out sentences with a masked word
 */
public record Analysis(
    List<Group> byWordClass,
    List<Group> byFrequency,
    Words words,
    List<Integer> lengths,
    List<Sample> samples) {

  /**
   * The figures over a group of scored tokens.
   *
   * @param name the name of the group
   * @param tokens the number of tokens
   * @param loss the mean cross-entropy, in nats
   * @param top1 the share of tokens that are the most probable token
   * @param top5 the share of tokens that are among the five most probable tokens
   */
  public record Group(String name, long tokens, double loss, double top1, double top5) {}

  /**
   * The words of the held-out sentences and their tokens.
   *
   * @param words the number of words
   * @param pieces the number of tokens that the words are split into
   * @param whole the number of words that are one token
   * @param unknown the number of tokens that are {@code [UNK]}
   */
  public record Words(long words, long pieces, long whole, long unknown) {}

  /**
   * A sentence with a mask and the words that the model fills in.
   *
   * @param text the sentence with its {@code [MASK]}
   * @param word the word that was masked
   * @param candidates the words that the model fills in, the most probable first
   */
  public record Sample(String text, String word, List<Candidate> candidates) {}
}
