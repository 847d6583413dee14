package org.snowbert.settings;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.AddedByStep;
import org.snowbert.incremental.NotInFingerprint;
import org.snowbert.incremental.OneItem;
import org.snowbert.text.TokenizerConfig;

/**
 * The sources of the sentences, and the filter that drops some of them.
 *
 * @param sources the files of the corpus, at least one
 * @param mirror the address that replaces the sources' own addresses; null to use their own
 * @param segmenter the tokenizer's rules, which normalise the sentences
 * @param filter the filter, which drops sentences
 */
public record FetchSettings(
    @AddedByStep List<Source> sources,
    @NotInFingerprint("it has the same files as the sources") @Nullable Mirror mirror,
    @OneItem TokenizerConfig segmenter,
    Filter filter) {}
