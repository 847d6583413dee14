package org.snowbert.spark;

import java.io.Serializable;
import java.util.List;
import org.snowbert.model.Batch;

/**
 * What a worker computes for one step.
 *
 * @param batches the batches whose gradients the worker adds up, each in its parts
 * @param seeds the seed of the dropout of each batch
 * @param scale what each loss is multiplied by
 * @param learningRate the rate of the worker's own AdamW step in a round; not used otherwise
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record LocalStep(List<List<Batch>> batches, long[] seeds, double scale, double learningRate)
    implements Serializable {}
