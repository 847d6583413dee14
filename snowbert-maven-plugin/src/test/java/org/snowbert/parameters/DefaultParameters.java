package org.snowbert.parameters;

/** What Maven sets from the parameters' default values. */
final class DefaultParameters extends ModelParameters {
  DefaultParameters() {
    recipe = "bert";
    vocabularySize = 32000;
    validationFraction = 0.05;
    maskProbability = 0.15;
    epochs = 2;
    batchSize = 16;
    gradientAccumulation = 1;
    learningRate = 5e-5;
    precision = "auto";
    checkpointsToKeep = 2;
  }

  @Override
  public void execute() {}
}
