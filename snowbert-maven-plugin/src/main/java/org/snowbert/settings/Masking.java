package org.snowbert.settings;

/** When the masks of training sentences are drawn. */
public enum Masking {
  /** Afresh in each epoch. */
  DYNAMIC,
  /** Once, before training. */
  STATIC
}
