package org.snowbert.spark;

import java.io.Serializable;
import org.snowbert.model.BertConfig;
import org.snowbert.model.Precision;

/**
 * What a worker needs to open its copy of the model.
 *
 * @param parts the number of parts of a batch; one thread computes each part
 * @param threads the number of threads that share each operator of a part
 */
public record ReplicaSettings(BertConfig config, Precision precision, int parts, int threads)
    implements Serializable {}
