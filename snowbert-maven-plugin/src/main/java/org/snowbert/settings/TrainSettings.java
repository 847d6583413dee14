package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.ModelSize;

/**
 * How to train, in numbers that decide the result.
 *
 * @param model the size of the model; ignored where training starts from another model
 * @param masks how training sentences are masked
 * @param redraw whether masks are drawn afresh each epoch (dynamic masking)
 * @param paddedLength the length that every sentence is padded to, its padding computed and scored
 *     as the notebook does; null for no padding
 * @param epochs passes over the training sentences
 * @param maxSteps where to stop earlier; null for the end of the last epoch
 * @param batchSize sentences of one forward and backward pass
 * @param batchTokens the most tokens of one forward and backward pass, padding counted where there
 *     is any; null where {@code batchSize} holds
 * @param gradientAccumulation passes of one optimizer step
 * @param learningRate the peak learning rate
 * @param warmupSteps steps of linear warm-up before the peak
 * @param weightDecay AdamW's decoupled decay
 * @param decayEverything whether biases and LayerNorms decay too
 * @param clipNorm the largest global norm of the gradient; null for no clipping
 * @param dropout the probability of hidden and attention dropout
 * @param shuffle whether the order of sentences is drawn afresh each epoch
 * @param checkpointSteps steps between checkpoints; null for one at the end of each epoch and after
 *     ten minutes without one
 * @param maxPositions rows of the position embeddings, the longest sentence that the model reads
 */
public record TrainSettings(
    ModelSize model,
    MaskSettings masks,
    boolean redraw,
    @Nullable Integer paddedLength,
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
    @Nullable Integer checkpointSteps,
    int maxPositions,
    long seed) {

  /**
   * What to change to train the same with less memory, or nearly the same where nothing else is
   * left.
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
