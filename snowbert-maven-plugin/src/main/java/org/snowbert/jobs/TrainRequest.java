package org.snowbert.jobs;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.TrainSettings;

/**
 * The request of the job {@code train}. Paths are absolute.
 *
 * @param folder the folder in which the training works
 * @param init the folder of the model to start from; null to start from random parameters
 * @param prompts sentences with one {@code [MASK]} that the evaluation will fill
 * @param cluster the cluster that computes the gradients; null for this machine
 */
public record TrainRequest(
    TokenFolder tokens,
    MaskedFolder masked,
    TrainFolder folder,
    @Nullable Path init,
    List<String> prompts,
    CheckpointRequest checkpoints,
    @Nullable Cluster cluster,
    TrainSettings settings) {}
