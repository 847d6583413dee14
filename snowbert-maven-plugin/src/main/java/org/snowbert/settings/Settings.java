package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.AddedByStep;
import org.snowbert.incremental.NotInFingerprint;

/**
 * The settings of a build: the checked values of its POM and its command line.
 *
 * @param init the model that training starts from; null to start from random parameters
 * @param choices what the recipe chose, and for what, in words; null if the user chose everything
 * @param resume whether an interrupted training goes on from its last checkpoint
 * @param checkpointsToKeep the number of checkpoints of a training that stay on disk
 * @param cluster the cluster that computes the gradients; null for this machine
 * @param formats the formats of the published model, beside safetensors
 * @param timestamp the time of the zip's entries; null for a fixed time
 * @param project the project that publishes the model
 * @param versions the software that runs the steps
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record Settings(
    FetchSettings fetch,
    TokenizeSettings tokenize,
    TrainSettings train,
    @AddedByStep @Nullable InitialModel init,
    EvaluateSettings evaluate,
    @NotInFingerprint("what it chose are settings of their own") @Nullable String choices,
    @NotInFingerprint("a resumed training ends in the same bytes") boolean resume,
    @NotInFingerprint("no later step reads an old checkpoint") int checkpointsToKeep,
    @NotInFingerprint("the same workers make the same bytes wherever they compute")
        @Nullable Cluster cluster,
    @AddedByStep Set<ModelFormat> formats,
    @AddedByStep @Nullable Instant timestamp,
    @AddedByStep Project project,
    @AddedByStep SoftwareVersions versions)
    implements SettingsBuilder.With {
  public MaskSettings masks() {
    return train.masks();
  }

  public Gates gates() {
    return evaluate.gates();
  }
}
