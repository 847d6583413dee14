package org.snowbert.pipeline;

import java.util.Locale;

/**
 * What happens between the corpus and the evaluated checkpoint, in order: each step needs those
 * before it.
 */
public enum Step {
  FETCH,
  TOKENIZE,
  MASK,
  TRAIN,
  PACKAGE,
  EVALUATE;

  /** The name of the goal. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
