package org.snowbert.settings;

import org.snowbert.InvalidInputException;

/**
 * How tokens are drawn and replaced.
 *
 * @param probability of each token, or of each word, to be drawn, in (0, 1)
 * @param wholeWord whether words are drawn, a token and the continuations that follow it
 * @param atLeastOne whether one is drawn uniformly where the probability drew none
 */
public record MaskSettings(
    double probability,
    boolean wholeWord,
    Replacement replacement,
    Labels labels,
    boolean atLeastOne) {
  /**
   * Checks the probability.
   *
   * @throws InvalidInputException if it is not in (0, 1)
   */
  public MaskSettings {
    if (!(probability > 0 && probability < 1)) {
      throw new InvalidInputException(
          "snowbert.maskProbability is "
              + probability
              + "; give a number between 0 and 1, both excluded.");
    }
  }

  /**
   * The same draws, but scored where masked and at least one a sentence, whatever training scores.
   */
  public MaskSettings forValidation() {
    return new MaskSettings(probability, wholeWord, replacement, Labels.MASKED, true);
  }
}
