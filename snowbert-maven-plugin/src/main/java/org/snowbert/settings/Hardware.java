package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;

/**
 * The hardware that a job computes on.
 *
 * @param threads the number of threads that compute; null for one thread on each core
 */
public record Hardware(Device device, Precision precision, @Nullable Integer threads) {
  /** The accelerator that the engine uses on this hardware. */
  public Accelerator accelerator() {
    return Accelerator.choose(device, precision);
  }
}
