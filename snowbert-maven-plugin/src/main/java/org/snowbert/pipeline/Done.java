package org.snowbert.pipeline;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that one build of a project brought up to date, which its later goals do not check
 * again: goals with different parameters must not undo each other.
 */
public final class Done {
  private final Map<Step, StepState> states = new EnumMap<>(Step.class);

  void add(Step step, StepState state) {
    states.put(step, state);
  }

  /** The step as this build left it; null where it did not bring it up to date. */
  @Nullable StepState get(Step step) {
    return states.get(step);
  }
}
