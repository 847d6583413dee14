package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.snowbert.InvalidInputException;

/**
 * The way in which tokens are drawn for masking and replaced.
 *
 * @param masking the time at which the masks of training sentences are drawn
 * @param maskProbability the probability, in (0, 1), that a token or a word is drawn
 * @param evaluationMaskProbability the same for validation sentences
 * @param wholeWord whether whole words are drawn: a token and the continuations that follow it
 * @param replacement the token that replaces a drawn token
 * @param labels the positions that are scored
 * @param atLeastOne whether one token is drawn in a sentence where the probability drew none
 * @param seed the seed of the draws
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record MaskSettings(
    Masking masking,
    double maskProbability,
    double evaluationMaskProbability,
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

  /** Whether the masks of training sentences are drawn anew in each epoch. */
  public boolean isDynamic() {
    return masking == Masking.DYNAMIC;
  }

  /**
   * The settings for validation sentences: whatever training does, each sentence has a masked
   * token, only masked tokens are scored, and they are as many.
   */
  public MaskSettings forValidation() {
    return with(
        settings ->
            settings
                .maskProbability(evaluationMaskProbability)
                .labels(Labels.MASKED)
                .atLeastOne(true));
  }
}
