package org.snowbert.incremental;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that one build of a project brought up to date, which its later goals do not check
 * again: goals with different parameters must not undo each other.
 */
public final class StepsDoneInThisBuild {
  private final Map<StepName, StepRecord> states = new EnumMap<>(StepName.class);

  public void add(StepName step, StepRecord state) {
    states.put(step, state);
  }

  /** The step as this build left it; null where it did not bring it up to date. */
  public @Nullable StepRecord get(StepName step) {
    return states.get(step);
  }
}
