package org.snowbert;

import java.util.List;

/**
 * The tokens that fill the masks of a text.
 *
 * @param text the text with each mask replaced by its most probable token
 * @param masks the most probable tokens of each mask, best first
 */
public record FillMaskAnswer(String text, List<List<Candidate>> masks) {
  /**
   * One of the most probable tokens of a mask.
   *
   * @param token the token, without the {@code ##} of a token that continues a word
   * @param probability its probability among all tokens of the vocabulary, in [0, 1]
   */
  public record Candidate(String token, double probability) {}
}
