package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.Device;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Precision;

/** The settings of a small training, whose fields a test changes one by one. */
public final class SmallTrainSettings {
  public MaskSettings masks =
      new MaskSettings(
          Masking.DYNAMIC, 0.15, 0.15, false, Replacement.BERT, Labels.MASKED, true, 42);
  public boolean redraw = true;
  public @Nullable Integer paddedLength;
  public int epochs = 20;
  public @Nullable Integer maxSteps;
  public int batchSize = 16;
  public @Nullable Integer batchTokens;
  public int gradientAccumulation = 1;
  public int workers = 1;
  public @Nullable Rounds rounds;
  public GradientPrecision gradientPrecision = GradientPrecision.FP32;
  public OutputBias outputBias = OutputBias.ZERO;
  public double learningRate = 1e-3;
  public Schedule schedule = Schedule.CONSTANT;
  public boolean decayEverything;
  public double dropout = 0.1;
  public boolean shuffle = true;
  public @Nullable Integer evaluationSteps;
  public @Nullable Integer patience;
  public boolean keepBest;
  public @Nullable Integer checkpointSteps;
  public int maxPositions = 512;
  public long seed = 42;
  public Hardware hardware = new Hardware(Device.CPU, Precision.AUTO, 2);

  public TrainSettings build() {
    return TrainSettingsBuilder.stagedBuilder()
        .model(ModelSize.TINY)
        .outputBias(outputBias)
        .epochs(epochs)
        .maxSteps(maxSteps)
        .batchSize(batchSize)
        .batchTokens(batchTokens)
        .gradientAccumulation(gradientAccumulation)
        .workers(workers)
        .rounds(rounds)
        .gradientPrecision(gradientPrecision)
        .learningRate(learningRate)
        .schedule(schedule)
        .warmupSteps(0)
        .warmupFraction(null)
        .adamBeta1(0.9)
        .adamBeta2(0.999)
        .adamEpsilon(1e-8)
        .weightDecay(0.01)
        .decayEverything(decayEverything)
        .clipNorm(null)
        .dropout(dropout)
        .shuffle(shuffle)
        .paddedLength(paddedLength)
        .maxPositions(maxPositions)
        .evaluationSteps(evaluationSteps)
        .patience(patience)
        .keepBest(keepBest)
        .checkpointSteps(checkpointSteps)
        .masks(masks.withMasking(redraw ? Masking.DYNAMIC : Masking.STATIC).withSeed(seed))
        .hardware(hardware)
        .build();
  }
}
