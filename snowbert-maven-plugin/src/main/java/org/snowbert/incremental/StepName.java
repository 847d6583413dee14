package org.snowbert.incremental;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * The steps from the corpus to the evaluated model, in order: each step needs the steps before it.
 */
public enum StepName {
  FETCH,
  TOKENIZE,
  MASK,
  TRAIN,
  /** Writes the model card and the provenance, which may change when the model does not. */
  DESCRIBE,
  PACKAGE,
  EVALUATE;

  /** The steps from the first to the last given one. */
  public static Set<StepName> upTo(StepName last) {
    return EnumSet.range(FETCH, last);
  }

  /**
   * Whether the step's result is stored in the cache, because it is quicker to copy than to
   * compute.
   */
  public boolean isCached() {
    return this == TOKENIZE || this == TRAIN || this == EVALUATE;
  }

  /** The name of the step, which is the name of its goal if it has one. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
