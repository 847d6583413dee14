package org.snowbert.settings;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.ModelSize;

/** Settings of a small training, to be changed one by one. */
public final class SettingsBuilder {
  public MaskSettings masks = new MaskSettings(0.15, false, Replacement.BERT, Labels.MASKED, true);
  public boolean redraw = true;
  public @Nullable Integer paddedLength;
  public int epochs = 20;
  public @Nullable Integer maxSteps;
  public int batchSize = 16;
  public @Nullable Integer batchTokens;
  public int gradientAccumulation = 1;
  public double learningRate = 1e-3;
  public Schedule schedule = Schedule.CONSTANT;
  public boolean decayEverything;
  public double dropout = 0.1;
  public boolean shuffle = true;
  public @Nullable Integer checkpointSteps;
  public int maxPositions = 512;
  public long seed = 42;

  public TrainSettings build() {
    return new TrainSettings(
        ModelSize.TINY,
        masks,
        redraw,
        paddedLength,
        epochs,
        maxSteps,
        batchSize,
        batchTokens,
        gradientAccumulation,
        learningRate,
        schedule,
        0,
        0.01,
        decayEverything,
        null,
        dropout,
        shuffle,
        checkpointSteps,
        maxPositions,
        seed);
  }
}
