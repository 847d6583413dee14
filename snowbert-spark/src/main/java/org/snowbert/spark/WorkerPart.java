package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;
import org.snowbert.model.Batch;

/**
 * The part of one worker in a step.
 *
 * @param worker the number of the worker, counted from 0
 * @param batches the batches whose gradients the worker adds up, each in its parts
 * @param seeds the seed of the dropout of each batch
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record WorkerPart(int worker, List<List<Batch>> batches, long[] seeds)
    implements Serializable {}
