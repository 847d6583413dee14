package org.snowbert.parameters;

import static org.snowbert.parameters.ParameterChecks.between;
import static org.snowbert.parameters.ParameterChecks.constant;

import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.Hardware;

/** Checks the parameters of the hardware, and makes settings of them. */
record HardwareFactory(GoalParameters parameters) {
  /** More threads than this would leave no processes for the rest of the machine. */
  private static final int MOST_THREADS = 1024;

  /**
   * The hardware of this machine.
   *
   * @throws InvalidInputException if a parameter is wrong
   */
  Hardware hardware(Device device) {
    return new Hardware(
        device, constant("precision", parameters.precision, Precision.class), threads());
  }

  /**
   * The hardware of a training. On a cluster the threads are those of a worker.
   *
   * @param cluster null for this machine
   * @throws InvalidInputException if a parameter is wrong
   */
  Hardware hardware(Device device, @Nullable Cluster cluster) {
    Hardware hardware = hardware(device);
    if (cluster == null) {
      return hardware;
    }
    Integer given = hardware.threads();
    String cores = cluster.sparkProperties().get(Cluster.EXECUTOR_CORES);
    if (given != null && cores != null && !cores.equals(given.toString())) {
      throw new InvalidInputException(
          "snowbert.threads is %s, and <%s> of <sparkProperties> is %s: set one of the two, because a worker has one thread for each core of its executor"
              .formatted(given, Cluster.EXECUTOR_CORES, cores));
    }
    if (given != null) {
      return hardware;
    }
    try {
      int threads = Integer.parseInt(cluster.defaultThreads());
      return new Hardware(
          device, hardware.precision(), between(1, MOST_THREADS, "threads", threads));
    } catch (NumberFormatException e) {
      throw new InvalidInputException(
          "<spark.executor.cores> of <sparkProperties> is %s: use a whole number of at least 1"
              .formatted(cluster.defaultThreads()),
          e);
    }
  }

  private @Nullable Integer threads() {
    Integer threads = parameters.threads;
    return threads == null ? null : (Integer) between(1, MOST_THREADS, "threads", threads);
  }
}
