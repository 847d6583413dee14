package org.snowbert.incremental;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The steps that one build of a project brought up to date. Later goals of the build do not check
 * these steps again, so that goals with different parameters do not undo each other.
 */
public final class StepsDoneInThisBuild {
  private final Map<StepName, StepRecord> records = new EnumMap<>(StepName.class);

  public void add(StepName step, StepRecord record) {
    records.put(step, record);
  }

  /** The record of a step; null if this build did not bring the step up to date. */
  public @Nullable StepRecord get(StepName step) {
    return records.get(step);
  }
}
