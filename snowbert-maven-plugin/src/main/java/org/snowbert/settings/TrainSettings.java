package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.NotInFingerprint;
import org.snowbert.incremental.OnlyWhereSet;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;

/**
 * How to train.
 *
 * @param model the size of the model; null where training starts from another model
 * @param epochs passes over the training sentences
 * @param maxSteps the step at which training stops early; null for the end of the last epoch
 * @param batchSize sentences of one forward and backward pass
 * @param batchTokens the most tokens of one forward and backward pass, computed padding counted;
 *     null where {@code batchSize} decides
 * @param gradientAccumulation passes of one optimizer step
 * @param learningRate the highest learning rate
 * @param schedule how the learning rate moves after the warm-up
 * @param warmupSteps steps in which the learning rate rises from 0
 * @param weightDecay AdamW's decoupled decay
 * @param decayEverything whether biases and LayerNorms decay too
 * @param clipNorm the largest global norm of the gradient; null for no clipping
 * @param dropout the probability of hidden and attention dropout
 * @param shuffle whether each epoch takes the sentences in an order of its own
 * @param paddedLength the length that every sentence is padded to, the padding computed and scored
 *     as in the recipe {@code notebook}; null for no padding
 * @param maxPositions rows of the position embeddings, the longest sentence that the model reads
 * @param checkpointSteps steps between two checkpoints; null for one at the end of each epoch and
 *     after ten minutes without one
 * @param masks how training sentences are masked
 * @param hardware where the training computes
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record TrainSettings(
    @OnlyWhereSet @Nullable ModelSize model,
    int epochs,
    @Nullable Integer maxSteps,
    int batchSize,
    @Nullable Integer batchTokens,
    int gradientAccumulation,
    double learningRate,
    Schedule schedule,
    int warmupSteps,
    double weightDecay,
    boolean decayEverything,
    @Nullable Double clipNorm,
    double dropout,
    boolean shuffle,
    @Nullable Integer paddedLength,
    int maxPositions,
    @NotInFingerprint("a training ends in the same bytes wherever it was saved")
        @Nullable Integer checkpointSteps,
    MaskSettings masks,
    Hardware hardware)
    implements TrainSettingsBuilder.With {
  /** The seed of every draw: the masks' too. */
  public long seed() {
    return masks.seed();
  }

  /** What AdamW does beside following the gradient. */
  public Optimization optimization() {
    return new Optimization(weightDecay, decayEverything, clipNorm);
  }

  /**
   * The parameters to change so that a training needs less memory: it then trains the same, or
   * nearly the same where the batch is as small as it can be.
   */
  public String lessMemory() {
    Integer most = batchTokens;
    String name = most == null ? "batchSize" : "batchTokens";
    int size = most == null ? batchSize : most;
    if (size == 1) {
      return "snowbert.batchSize is 1 already: take a smaller snowbert.model or snowbert.maxLength";
    }
    return "try snowbert.%s %d instead of %d, and snowbert.gradientAccumulation %d instead of %d for the same steps"
        .formatted(name, size / 2, size, 2 * gradientAccumulation, gradientAccumulation);
  }
}
