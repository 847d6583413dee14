package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.snowbert.InvalidInputException;

/**
 * How tokens are drawn and replaced.
 *
 * @param masking when the masks of training sentences are drawn
 * @param maskProbability the probability of each token, or of each word, to be drawn, in (0, 1)
 * @param wholeWord whether words are drawn: a token and the continuations that follow it
 * @param replacement what stands in a drawn token's place
 * @param labels which positions are scored
 * @param atLeastOne whether one token is drawn uniformly where the probability drew none
 * @param seed the seed of the draws
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record MaskSettings(
    Masking masking,
    double maskProbability,
    boolean wholeWord,
    Replacement replacement,
    Labels labels,
    boolean atLeastOne,
    long seed)
    implements MaskSettingsBuilder.With {
  /**
   * Checks the probability.
   *
   * @throws InvalidInputException if it is not in (0, 1)
   */
  public MaskSettings {
    if (!(maskProbability > 0 && maskProbability < 1)) {
      throw new InvalidInputException(
          "snowbert.maskProbability is %s: give a number above 0 and below 1"
              .formatted(maskProbability));
    }
  }

  /** Whether the masks of training sentences are drawn afresh in each epoch. */
  public boolean isDynamic() {
    return masking == Masking.DYNAMIC;
  }

  /**
   * The same draws for validation: masked tokens alone are scored, and each sentence has one,
   * whatever training does.
   */
  public MaskSettings forValidation() {
    return with(settings -> settings.labels(Labels.MASKED).atLeastOne(true));
  }
}
