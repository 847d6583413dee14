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
  /** The model card and the provenance, which change when the model does not. */
  DESCRIBE,
  PACKAGE,
  EVALUATE;

  /** The name of the goal, where there is one of its own. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
