package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;

/**
 * The part of one worker in a job.
 *
 * @param worker the number of the worker, counted from 0
 * @param done the number of steps that the model has done before
 * @param steps the steps of a round, or the only step whose gradients are wanted
 */
public record WorkerPart(int worker, int done, List<LocalStep> steps) implements Serializable {}
