package org.snowbert.parameters;

import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Labels;
import org.snowbert.settings.Masking;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Schedule;

/** A set of defaults for parameters that a POM leaves out. */
public enum Recipe {
  /** Masks as in Devlin et al. (2019), with new masks in each epoch, and computes no padding. */
  BERT(
      Masking.DYNAMIC,
      Replacement.BERT,
      Labels.MASKED,
      true,
      OutputBias.FREQUENCIES,
      Schedule.LINEAR,
      1.0,
      128,
      false),

  /**
   * Trains as the notebook does: masks are drawn once, masked tokens always become {@code [MASK]},
   * every position is scored, and sentences are padded to the full length.
   */
  NOTEBOOK(
      Masking.STATIC,
      Replacement.MASK,
      Labels.ALL,
      false,
      OutputBias.ZERO,
      Schedule.CONSTANT,
      null,
      100,
      true);

  private final Masking masking;
  private final Replacement replacement;
  private final Labels labels;
  private final boolean atLeastOne;
  private final OutputBias outputBias;
  private final Schedule schedule;
  private final @Nullable Double clipNorm;
  private final int maxLength;
  private final boolean notebook;

  Recipe(
      Masking masking,
      Replacement replacement,
      Labels labels,
      boolean atLeastOne,
      OutputBias outputBias,
      Schedule schedule,
      @Nullable Double clipNorm,
      int maxLength,
      boolean notebook) {
    this.masking = masking;
    this.replacement = replacement;
    this.labels = labels;
    this.atLeastOne = atLeastOne;
    this.outputBias = outputBias;
    this.schedule = schedule;
    this.clipNorm = clipNorm;
    this.maxLength = maxLength;
    this.notebook = notebook;
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

  /** Whether every sentence has at least one masked token. */
  public boolean atLeastOne() {
    return atLeastOne;
  }

  public OutputBias outputBias() {
    return outputBias;
  }

  public Schedule schedule() {
    return schedule;
  }

  /** The largest global norm of the gradients, as in BERT's own training; null for no limit. */
  public @Nullable Double clipNorm() {
    return clipNorm;
  }

  /** The largest number of tokens in a sentence, special tokens included. */
  public int maxLength() {
    return maxLength;
  }

  /** Whether sentences are padded to {@link #maxLength}, and the padding is computed. */
  public boolean padded() {
    return notebook;
  }

  /** Whether biases and LayerNorms decay as well. */
  public boolean decayEverything() {
    return notebook;
  }
}
