package org.snowbert.settings;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;

/**
 * Everything that the user can say, checked.
 *
 * @param sources of the corpus, at least one
 * @param mirror what stands in for the sources' own addresses
 * @param filter of the sources' sentences
 * @param init the model to start from; null to start from random parameters
 * @param resume whether an interrupted training goes on from its last checkpoint
 * @param checkpointsToKeep how many of a training's last checkpoints stay
 * @param timestamp of the zip's entries; null for a fixed one
 * @param gates what the evaluation must reach
 * @param project what is published
 */
public record Settings(
    List<Source> sources,
    @Nullable Mirror mirror,
    Filter filter,
    TokenizeSettings tokens,
    TrainSettings training,
    Hardware hardware,
    @Nullable InitialModel init,
    boolean resume,
    int checkpointsToKeep,
    @Nullable Instant timestamp,
    Gates gates,
    Project project,
    SoftwareVersions versions) {}
