package org.snowbert.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The settings of AdamW, beside the learning rate.
 *
 * @param weightDecay decoupled, times the learning rate
 * @param decayEverything whether biases and LayerNorms decay too
 * @param clipNorm the largest global norm of a gradient; null for no clipping
 * @param beta1 the decay of the first moments in a step
 * @param beta2 the decay of the second moments
 * @param epsilon what is added to the root of a second moment
 */
public record Optimization(
    double weightDecay,
    boolean decayEverything,
    @Nullable Double clipNorm,
    double beta1,
    double beta2,
    double epsilon)
    implements Serializable {
  /** For inference, which changes no parameter. */
  static final Optimization NONE = new Optimization(0, false, null);

  /** With the moments that PyTorch takes by default. */
  public Optimization(double weightDecay, boolean decayEverything, @Nullable Double clipNorm) {
    this(weightDecay, decayEverything, clipNorm, 0.9, 0.999, 1e-8);
  }
}
