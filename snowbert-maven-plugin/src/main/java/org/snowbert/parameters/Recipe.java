package org.snowbert.parameters;

import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Labels;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Schedule;

/** The defaults of other parameters, where a POM leaves them out. */
public enum Recipe {
  /** As Devlin et al. (2019) mask, with masks drawn afresh each epoch; no padding is computed. */
  BERT(Masking.DYNAMIC, Replacement.BERT, Labels.MASKED, true, Schedule.LINEAR, 1.0, 128, false),

  /**
   * The notebook's: masks drawn once, always {@code [MASK]}, every position scored, padded to the
   * full length.
   */
  NOTEBOOK(Masking.STATIC, Replacement.MASK, Labels.ALL, false, Schedule.CONSTANT, null, 100, true);

  private final Masking masking;
  private final Replacement replacement;
  private final Labels labels;
  private final boolean atLeastOne;
  private final Schedule schedule;
  private final @Nullable Double clipNorm;
  private final int maxLength;
  private final boolean plain;

  Recipe(
      Masking masking,
      Replacement replacement,
      Labels labels,
      boolean atLeastOne,
      Schedule schedule,
      @Nullable Double clipNorm,
      int maxLength,
      boolean plain) {
    this.masking = masking;
    this.replacement = replacement;
    this.labels = labels;
    this.atLeastOne = atLeastOne;
    this.schedule = schedule;
    this.clipNorm = clipNorm;
    this.maxLength = maxLength;
    this.plain = plain;
  }

  public Masking masking() {
    return masking;
  }

  public Replacement replacement() {
    return replacement;
  }

  public Labels labels() {
    return labels;
  }

  /** Whether every sentence gets a mask. */
  public boolean atLeastOne() {
    return atLeastOne;
  }

  public Schedule schedule() {
    return schedule;
  }

  /** The largest global norm of the gradient, as BERT's own training has it; null for no bound. */
  public @Nullable Double clipNorm() {
    return clipNorm;
  }

  /** Tokens of a sentence, the special ones included. */
  public int maxLength() {
    return maxLength;
  }

  /** Whether sentences are padded to {@link #maxLength}, the padding computed. */
  public boolean padded() {
    return plain;
  }

  /** Whether biases and LayerNorms decay too. */
  public boolean decayEverything() {
    return plain;
  }
}
