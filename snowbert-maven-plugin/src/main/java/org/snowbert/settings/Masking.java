package org.snowbert.settings;

/** The time at which the masks of training sentences are drawn. */
public enum Masking {
  /** Anew in each epoch. */
  DYNAMIC,
  /** Once, before training. */
  STATIC
}
