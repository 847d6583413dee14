package org.snowbert.training;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;

/**
 * What a job runs on.
 *
 * @param threads threads of one operation; null for the engine's own choice, the machine's cores
 */
public record Hardware(Device device, Precision precision, @Nullable Integer threads) {}
