package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training does with checkpoints. Paths are absolute.
 *
 * @param copies a second folder for checkpoints, which outlives the build's; null for none
 * @param kept how many of the last checkpoints stay
 * @param training what decides the training's numbers, by name
 * @param from the checkpoint to go on from; null to start anew
 */
public record CheckpointRequest(
    @Nullable Path copies, int kept, Map<String, String> training, @Nullable Path from) {}
