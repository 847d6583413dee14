package org.snowbert.training;

import java.util.List;

/**
 * What fills the masks of a prompt.
 *
 * @param text the prompt with each mask replaced by its most probable token
 * @param masks the most probable tokens of each mask, best first
 */
public record FillMaskAnswer(String text, List<List<Candidate>> masks) {
  /** A token, without the {@code ##} of a continuation, and its probability. */
  public record Candidate(String token, double probability) {}
}
