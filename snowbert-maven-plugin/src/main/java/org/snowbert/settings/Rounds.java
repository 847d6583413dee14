package org.snowbert.settings;

/**
 * The rounds in which workers train. In a round each worker does optimizer steps of its own, and
 * the mean of their models ends it.
 *
 * @param localSteps the number of steps of a round
 * @param outerLearningRate the part of the way to the mean that the model goes
 * @param outerMomentum the Nesterov momentum of this way
 */
public record Rounds(int localSteps, double outerLearningRate, double outerMomentum) {}
