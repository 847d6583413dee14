package org.snowbert.settings;

import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snowbert.model.Platform;

/**
 * The Spark cluster that computes the gradients.
 *
 * @param master the address of Spark's master
 * @param sparkVersion the version of Spark on the cluster
 * @param workerPlatform the platform of the workers
 * @param sparkProperties further properties of Spark
 */
public record Cluster(
    String master,
    String sparkVersion,
    Platform workerPlatform,
    SortedMap<String, String> sparkProperties) {
  /** Spark's name for a cluster on this machine: its workers, their cores and their megabytes. */
  private static final Pattern LOCAL_CLUSTER =
      Pattern.compile("local-cluster\\[\\s*\\d+\\s*,\\s*(\\d+)\\s*,\\s*\\d+\\s*]");

  /** Spark's property for the GPUs of a task. */
  public static final String GPUS_OF_A_TASK = "spark.task.resource.gpu.amount";

  /** Spark's property for the cores of an executor, which has one worker. */
  public static final String EXECUTOR_CORES = "spark.executor.cores";

  /** Whether Spark starts the cluster on this machine, with the jars in {@code SPARK_HOME}. */
  public boolean isLocal() {
    return LOCAL_CLUSTER.matcher(master).matches();
  }

  /** The number of threads of a worker if the user gives none, as a text. */
  public String defaultThreads() {
    Matcher local = LOCAL_CLUSTER.matcher(master);
    String ofMaster = local.matches() ? local.group(1) : "1";
    return sparkProperties.getOrDefault(EXECUTOR_CORES, ofMaster);
  }

  /** The modules of Spark that drive the cluster, by their names in Maven. */
  public String module() {
    if (master.equals("yarn")) {
      return "spark-yarn_2.13";
    }
    return master.startsWith("k8s://") ? "spark-kubernetes_2.13" : "spark-core_2.13";
  }

  /** Without the properties, which may hold passwords. */
  @Override
  public String toString() {
    return "%s with Spark %s".formatted(master, sparkVersion);
  }
}
