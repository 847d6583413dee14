package org.snowbert.spark;

import java.io.Serializable;
import org.snowbert.model.BertConfig;

/**
 * What a worker needs to open its copy of the model.
 *
 * @param gpu whether GPUs compute
 * @param bf16 whether matrix products are in bf16
 * @param parts the number of parts of a batch; one thread computes each part
 * @param threads the number of threads that share each operator of a part
 */
public record ReplicaSettings(BertConfig config, boolean gpu, boolean bf16, int parts, int threads)
    implements Serializable {}
