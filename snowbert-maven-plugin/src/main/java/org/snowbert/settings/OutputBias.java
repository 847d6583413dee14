package org.snowbert.settings;

/** The bias of the logits of a new model before training. */
public enum OutputBias {
  /** 0 for every token, as in transformers. */
  ZERO,
  /**
   * The logits of a model that knows only how often each token stands in the training sentences, so
   * that training need not find that out.
   */
  FREQUENCIES
}
