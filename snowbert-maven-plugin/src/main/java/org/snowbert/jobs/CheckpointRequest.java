package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a training. Paths are absolute.
 *
 * @param copies a second folder for checkpoints, which outlives the folder of the build; null if
 *     there is none
 * @param kept the number of checkpoints that stay on disk
 * @param training everything that decides the result of the training, by name
 * @param from the folder of the checkpoint to go on from; null to start anew
 */
public record CheckpointRequest(
    @Nullable Path copies, int kept, Map<String, String> training, @Nullable Path from) {}
