package org.snowbert.steps;

import org.snowbert.incremental.Fingerprint;
import org.snowbert.settings.Hardware;

/** What of the hardware decides the last digits of a result. */
final class HardwareItems {
  private HardwareItems() {}

  static void describe(Hardware hardware, Fingerprint fingerprint) {
    fingerprint
        .parameter("device", hardware.device())
        .parameter("precision", hardware.precision())
        .parameter("threads", hardware.threads());
  }
}
