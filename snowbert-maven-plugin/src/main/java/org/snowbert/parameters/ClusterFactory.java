package org.snowbert.parameters;

import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Platform;
import org.snowbert.settings.Cluster;

/** Checks the parameters of a cluster, and makes settings of them. */
record ClusterFactory(GoalParameters parameters) {
  private static final Pattern CLUSTER =
      Pattern.compile("spark://.+|yarn|k8s://.+|local-cluster\\[.+]");

  /** The properties of Spark that must be as {@code snowbert-spark} sets them. */
  private static final Set<String> SPARK_PROPERTIES_OF_OURS =
      Set.of("spark.master", "spark.submit.deployMode", "spark.task.cpus", "spark.serializer");

  /** The first release that runs on Java 17 alone and on Scala 2.13 alone. */
  private static final Pattern SPARK_VERSION = Pattern.compile("[4-9]\\.\\d+\\.\\d+.*");

  /**
   * The cluster that computes the gradients; null for this machine.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  @Nullable Cluster cluster() {
    if (parameters.cluster == null) {
      return null;
    }
    if (!CLUSTER.matcher(parameters.cluster).matches()) {
      throw new InvalidInputException(
          "snowbert.cluster is %s: use spark://host:7077, yarn, k8s://host:port or local-cluster[2,1,3072]"
              .formatted(parameters.cluster));
    }
    if (parameters.libtorch != null) {
      throw new InvalidInputException(
          "snowbert.libtorch and snowbert.cluster are both set, but the workers of a cluster get the engine from Maven: leave snowbert.libtorch out");
    }
    if (!SPARK_VERSION.matcher(parameters.sparkVersion).matches()) {
      throw new InvalidInputException(
          "snowbert.sparkVersion is %s: use the version of the cluster, 4.0.0 or later, such as 4.2.0"
              .formatted(parameters.sparkVersion));
    }
    return new Cluster(parameters.cluster, parameters.sparkVersion, workerPlatform(), properties());
  }

  private SortedMap<String, String> properties() {
    SortedMap<String, String> properties = new TreeMap<>();
    if (parameters.sparkProperties != null) {
      parameters.sparkProperties.forEach(
          (name, value) -> {
            if (value == null || !name.startsWith("spark.")) {
              throw new InvalidInputException(
                  "<%s> of <sparkProperties> is %s: use names that begin with spark., and give each a value"
                      .formatted(name, value == null ? "empty" : "no property of Spark"));
            }
            if (SPARK_PROPERTIES_OF_OURS.contains(name)) {
              throw new InvalidInputException(
                  "<%s> of <sparkProperties> is %s, but the plugin sets it: leave it out"
                      .formatted(name, value));
            }
            properties.put(name, value.strip());
          });
    }
    return properties;
  }

  private Platform workerPlatform() {
    String given = parameters.workerPlatform;
    if (given == null) {
      return Platform.current();
    }
    return Platform.ofClassifier(given.strip())
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "snowbert.workerPlatform is %s: use one of %s"
                        .formatted(given, Platform.classifiers())));
  }
}
