package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;

/**
 * What a job runs on.
 *
 * @param threads that compute; null for one on each core
 */
public record Hardware(Device device, Precision precision, @Nullable Integer threads) {
  /** What of it the engine has. */
  public Accelerator accelerator() {
    return Accelerator.choose(device, precision);
  }
}
