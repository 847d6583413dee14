package org.snowbert.settings;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.NotInFingerprint;
import org.snowbert.incremental.OnlyWhereSet;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;

/**
 * The way in which a model is trained.
 *
 * @param model the size of the model; null if training starts from another model
 * @param outputBias the bias of the logits of a new model before training; null if training starts
 *     from another model
 * @param epochs the number of passes over the training sentences
 * @param maxSteps the largest number of steps; null to train to the end of the last epoch
 * @param batchSize the number of sentences in one forward and backward pass
 * @param batchTokens the largest number of tokens in one forward and backward pass, padding
 *     included if it is computed; null if {@code batchSize} decides
 * @param gradientAccumulation the number of passes of a worker in one optimizer step
 * @param workers the number of workers that share each optimizer step; on one machine they compute
 *     one after the other
 * @param rounds the rounds in which the workers do optimizer steps of their own; null if they share
 *     each optimizer step
 * @param gradientPrecision the number type in which workers that share a step give their gradients
 * @param learningRate the highest learning rate
 * @param schedule the course of the learning rate after the warm-up
 * @param warmupSteps the number of steps in which the learning rate rises from 0; null if {@code
 *     warmupFraction} decides
 * @param warmupFraction the same as a share of all steps; null if {@code warmupSteps} decides
 * @param adamBeta1 the decay of AdamW's first moments
 * @param adamBeta2 the decay of AdamW's second moments
 * @param adamEpsilon what AdamW adds to the root of a second moment
 * @param weightDecay the decoupled weight decay of AdamW
 * @param decayEverything whether biases and LayerNorms decay as well
 * @param clipNorm the largest global norm of the gradients; null for no clipping
 * @param dropout the probability of dropout in hidden states and attention
 * @param shuffle whether each epoch takes the sentences in a new random order
 * @param paddedLength the length, in tokens, that every sentence is padded to; the padding is
 *     computed and scored, as in the recipe {@code notebook}; null for no padding
 * @param maxPositions the number of position embeddings: the model reads no more tokens of a
 *     sentence
 * @param evaluationSteps the number of steps between two evaluations; null to evaluate at the end
 *     of each epoch alone
 * @param patience the number of evaluations without a lower validation loss after which training
 *     ends; null to train to the last step
 * @param keepBest whether the model is that of the evaluation with the lowest validation loss, and
 *     not that of the last step
 * @param checkpointSteps the number of steps between two checkpoints; null for a checkpoint at the
 *     end of each epoch and after ten minutes without one
 * @param masks the way in which training sentences are masked
 * @param hardware the hardware that the training computes on
 */
@RecordBuilder
@RecordBuilder.Options(builderMode = RecordBuilder.BuilderMode.STANDARD_AND_STAGED)
public record TrainSettings(
    @OnlyWhereSet @Nullable ModelSize model,
    @OnlyWhereSet @Nullable OutputBias outputBias,
    int epochs,
    @Nullable Integer maxSteps,
    int batchSize,
    @Nullable Integer batchTokens,
    int gradientAccumulation,
    int workers,
    @OnlyWhereSet @Nullable Rounds rounds,
    GradientPrecision gradientPrecision,
    double learningRate,
    Schedule schedule,
    @OnlyWhereSet @Nullable Integer warmupSteps,
    @OnlyWhereSet @Nullable Double warmupFraction,
    double adamBeta1,
    double adamBeta2,
    double adamEpsilon,
    double weightDecay,
    boolean decayEverything,
    @Nullable Double clipNorm,
    double dropout,
    boolean shuffle,
    @Nullable Integer paddedLength,
    int maxPositions,
    @OnlyWhereSet @Nullable Integer evaluationSteps,
    @OnlyWhereSet @Nullable Integer patience,
    boolean keepBest,
    @NotInFingerprint("a training ends in the same bytes at whatever steps it writes checkpoints")
        @Nullable Integer checkpointSteps,
    MaskSettings masks,
    Hardware hardware)
    implements TrainSettingsBuilder.With {
  /** The seed of every random number, that of the masks included. */
  public long seed() {
    return masks.seed();
  }

  /** The number of passes of all workers in one optimizer step. */
  public long batchesOfStep() {
    return (long) workers * gradientAccumulation;
  }

  /**
   * The number of steps of the warm-up. A fraction is rounded up, as in transformers.
   *
   * @param steps the number of steps of the training
   */
  public int warmup(int steps) {
    return warmupSteps != null
        ? warmupSteps
        : (int) Math.ceil(steps * Objects.requireNonNull(warmupFraction));
  }

  /** The settings of the optimizer. */
  public Optimization optimization() {
    return new Optimization(
        weightDecay, decayEverything, clipNorm, adamBeta1, adamBeta2, adamEpsilon);
  }

  /**
   * Advises which parameters to change so that a training needs less memory. The training then
   * takes the same steps if its batch can be made smaller.
   */
  public String lessMemory() {
    Integer most = batchTokens;
    String name = most == null ? "batchSize" : "batchTokens";
    int size = most == null ? batchSize : most;
    if (size == 1) {
      return "snowbert.%s is 1 already: take a smaller snowbert.model or snowbert.maxLength"
          .formatted(name);
    }
    return "try snowbert.%s %d instead of %d, and snowbert.gradientAccumulation %d instead of %d for the same steps"
        .formatted(name, size / 2, size, 2 * gradientAccumulation, gradientAccumulation);
  }
}
