package org.snowbert.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What AdamW does beside following the gradient.
 *
 * @param weightDecay decoupled, times the learning rate
 * @param decayEverything whether biases and LayerNorms decay too
 * @param clipNorm the largest global norm of a gradient; null for no clipping
 */
public record Optimization(double weightDecay, boolean decayEverything, @Nullable Double clipNorm)
    implements Serializable {

  /** For inference, which changes no parameter. */
  static final Optimization NONE = new Optimization(0, false, null);
}
