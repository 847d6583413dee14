package org.snowbert.incremental;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What happens between the corpus and the evaluated checkpoint, in order: each step needs those
 * before it.
 */
public enum StepName {
  FETCH,
  TOKENIZE,
  MASK,
  TRAIN,
  /** The model card and the provenance, which change when the model does not. */
  DESCRIBE,
  PACKAGE,
  EVALUATE;

  /** From the first on. */
  public static Set<StepName> upTo(StepName last) {
    return EnumSet.range(FETCH, last);
  }

  /**
   * Whether what it makes is kept for other builds: where it is quicker to copy than to compute.
   */
  public boolean isKept() {
    return this == TOKENIZE || this == TRAIN || this == EVALUATE;
  }

  /** The name of the goal, where there is one of its own. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
