package org.snowbert.spark;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.snowbert.model.BertConfig;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.Optimization;

/**
 * What a worker needs to open its copy of the model.
 *
 * @param optimization the optimizer of the rounds in which workers do steps of their own; null for
 *     workers that only compute gradients
 * @param gradientPrecision the number type in which workers send gradients
 * @param gpu whether GPUs compute
 * @param bf16 whether matrix products are in bf16
 * @param parts the number of parts of a batch; one thread computes each part
 * @param threads the number of threads that share each operator of a part
 */
public record ReplicaSettings(
    BertConfig config,
    @Nullable Optimization optimization,
    GradientPrecision gradientPrecision,
    boolean gpu,
    boolean bf16,
    int parts,
    int threads)
    implements Serializable {
  /** The parameters and two moments of each. */
  private static final int STATE = 3;

  /** Whether workers do steps of their own. */
  boolean inRounds() {
    return optimization != null;
  }

  /** The number of elements of the state that goes to the workers. */
  long sent() {
    return config.parameters() * (inRounds() ? STATE : 1);
  }
}
