package org.snowbert.spark;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.snowbert.model.Platform;

/**
 * The cluster to train on.
 *
 * @param master the address of Spark's master, such as {@code spark://host:7077}
 * @param workers the number of workers
 * @param threads the number of threads of a worker
 * @param properties further properties of Spark
 * @param jars the jars that the workers need beside Spark
 * @param platform the platform for which the jars have native libraries
 */
public record ClusterOptions(
    String master,
    int workers,
    int threads,
    Map<String, String> properties,
    List<Path> jars,
    Platform platform) {}
