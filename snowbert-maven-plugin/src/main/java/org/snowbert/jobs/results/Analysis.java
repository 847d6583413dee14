package org.snowbert.jobs.results;

import java.util.List;
import org.snowbert.FillMaskAnswer.Candidate;

/**
 * What a model makes of the held-out sentences, for people to look at.
 *
 * @param byWordClass its figures by the class of the masked word, the most frequent first; empty
 *     where words have none
 * @param byFrequency its figures by how often the masked token occurs in training, the rarest first
 * @param lengths how many sentences of training and validation have 0, 1, 2, … tokens, {@code
 *     [CLS]} and {@code [SEP]} counted
 * @param samples held-out sentences with a masked word
 */
public record Analysis(
    List<Group> byWordClass,
    List<Group> byFrequency,
    Words words,
    List<Integer> lengths,
    List<Sample> samples) {

  /**
   * The figures over some of the scored tokens.
   *
   * @param name what they have in common
   * @param loss mean cross-entropy, in nats
   * @param top1 share that is the most probable token
   * @param top5 share that is among the five most probable
   */
  public record Group(String name, long tokens, double loss, double top1, double top5) {}

  /**
   * The held-out sentences in the vocabulary's terms.
   *
   * @param words in them
   * @param pieces that they are split into
   * @param whole words that are one piece
   * @param unknown pieces that are {@code [UNK]}
   */
  public record Words(long words, long pieces, long whole, long unknown) {}

  /**
   * A sentence and what the model fills its mask with.
   *
   * @param text the sentence with its {@code [MASK]}
   * @param word what stood there
   * @param candidates the most probable first
   */
  public record Sample(String text, String word, List<Candidate> candidates) {}
}
