package org.snowbert.maven;

import org.jspecify.annotations.Nullable;
import org.snowbert.pipeline.Gates;

/** The {@code <gates>} that an evaluation must pass. */
public final class GatesParameter {
  /** The highest validation loss. */
  @Nullable Double maxLoss;

  /** The highest perplexity. */
  @Nullable Double maxPerplexity;

  /** The lowest share of masked tokens that are filled rightly. */
  @Nullable Double minTop1;

  Gates toGates() {
    return new Gates(maxLoss, maxPerplexity, minTop1);
  }
}
