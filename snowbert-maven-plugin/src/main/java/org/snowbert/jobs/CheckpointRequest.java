package org.snowbert.jobs;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a training does with checkpoints. Paths are absolute.
 *
 * @param folder where they are written, each as {@code step-N}
 * @param copies a second folder for them, which outlives the build's; null for none
 * @param kept how many of the last stay
 * @param training what decides the training's numbers, by name
 * @param from the checkpoint to go on from; null to start anew
 */
public record CheckpointRequest(
    String folder,
    @Nullable String copies,
    int kept,
    Map<String, String> training,
    @Nullable String from) {}
