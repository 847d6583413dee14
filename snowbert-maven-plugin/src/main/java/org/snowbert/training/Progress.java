package org.snowbert.training;

/**
 * Where steps stand among epochs; a step's number alone says which sentences it takes.
 *
 * @param sentences of an epoch
 * @param sentencesPerStep batch size times gradient accumulation
 * @param stepsPerEpoch the last of them takes the sentences that are left
 * @param steps of the training
 */
record Progress(int sentences, int sentencesPerStep, int stepsPerEpoch, int steps) {
  static Progress of(TrainingSettings settings, int sentences) {
    int sentencesPerStep = settings.batchSize() * settings.gradientAccumulation();
    int stepsPerEpoch = (sentences + sentencesPerStep - 1) / sentencesPerStep;
    int steps = Math.multiplyExact(settings.epochs(), stepsPerEpoch);
    Integer maxSteps = settings.maxSteps();
    return new Progress(
        sentences,
        sentencesPerStep,
        stepsPerEpoch,
        maxSteps == null ? steps : Math.min(maxSteps, steps));
  }

  /** The epoch of a step; both are counted from 1. */
  int epoch(int step) {
    return (step - 1) / stepsPerEpoch + 1;
  }

  /** The first of a step's sentences in the order of its epoch. */
  int from(int step) {
    return (step - 1) % stepsPerEpoch * sentencesPerStep;
  }

  /** One past the last of a step's sentences. */
  int to(int step) {
    return Math.min(from(step) + sentencesPerStep, sentences);
  }

  boolean endsEpoch(int step) {
    return step % stepsPerEpoch == 0 || step == steps;
  }
}
