package org.snowbert;

import java.util.List;

/**
 * What fills the masks of a text.
 *
 * @param text the text with each mask replaced by its most probable token
 * @param masks the most probable tokens of each mask, best first
 */
public record FillMaskAnswer(String text, List<List<Candidate>> masks) {
  /**
   * A token, without the {@code ##} of a continuation.
   *
   * @param probability among all tokens of the vocabulary, in [0, 1]
   */
  public record Candidate(String token, double probability) {}
}
