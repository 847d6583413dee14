package org.snowbert.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.AddedByStep;
import org.snowbert.incremental.NotInFingerprint;
import org.snowbert.text.Segmentation;

/**
 * Where the sentences come from, and which of them are kept.
 *
 * @param sources the files of the corpus, at least one
 * @param mirror what stands in for the sources' own addresses; null for those addresses
 * @param segmenter whose way of normalising the sentences are brought into
 * @param filter which sentences are kept
 */
public record FetchSettings(
    @AddedByStep List<Source> sources,
    @NotInFingerprint("it has the same files as the sources") @Nullable Mirror mirror,
    Segmentation segmenter,
    Filter filter) {}
