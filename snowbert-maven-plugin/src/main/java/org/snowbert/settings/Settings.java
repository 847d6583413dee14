package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.AddedByStep;
import org.snowbert.incremental.NotInFingerprint;

/**
 * The settings of a build: what its POM and its command line say, checked.
 *
 * @param init the model that training starts from; null to start from random parameters
 * @param resume whether an interrupted training goes on from its last checkpoint
 * @param checkpointsToKeep how many of a training's last checkpoints stay
 * @param timestamp the time of the zip's entries; null for a fixed one
 * @param project what is published
 * @param versions what the steps run on
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record Settings(
    FetchSettings fetch,
    TokenizeSettings tokenize,
    TrainSettings train,
    @AddedByStep @Nullable InitialModel init,
    EvaluateSettings evaluate,
    @NotInFingerprint("a resumed training ends in the same bytes") boolean resume,
    @NotInFingerprint("old checkpoints are in no later file") int checkpointsToKeep,
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
