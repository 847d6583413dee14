package org.snowbert.spark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.snowbert.internal.Folders;
import org.snowbert.internal.RandomStream;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.model.Platform;
import org.snowbert.model.SyntheticBatch;

/**
 * Times a step on a cluster of two workers on this machine: {@code ClusterBenchmark SIZE VOCABULARY
 * STEPS [PROPERTY=VALUE …]} prints the median seconds in which the parameters go out, the gradients
 * come in, and AdamW changes the parameters. The batches are too small to matter. Start it with the
 * environment variables {@code GLIBC_TUNABLES} and {@code GOMP_SPINCOUNT} that the plugin gives its
 * fork, because the executors get them too. The system property {@code gradientPrecision} is {@code
 * FP32} if it is not {@code BF16}. It also prints the seconds of processor that a step costs the
 * driver and each executor, for {@link ClusterSimulator}.
 */
public final class ClusterBenchmark {
  private static final int WORKERS = 2;
  private static final int WARM_UP = 2;

  private ClusterBenchmark() {}

  public static void main(String[] args) throws Exception {
    ModelSize size = ModelSize.valueOf(args[0]);
    int vocabulary = Integer.parseInt(args[1]);
    int steps = Integer.parseInt(args[2]);
    Map<String, String> properties = new HashMap<>(Map.of("spark.executor.memory", "2g"));
    for (int i = 3; i < args.length; i++) {
      properties.put(args[i].replaceFirst("=.*", ""), args[i].replaceFirst("[^=]*=", ""));
    }
    Path folder = Files.createTempDirectory("snowbert");
    try (StandaloneCluster cluster = StandaloneCluster.start(folder, WORKERS, 1, "3g")) {
      time(cluster, folder, BertConfig.of(size, vocabulary, 512, 0, 0), steps, properties);
    } finally {
      Folders.delete(folder);
    }
  }

  private static void time(
      StandaloneCluster cluster,
      Path folder,
      BertConfig config,
      int steps,
      Map<String, String> properties)
      throws Exception {
    double[] out = new double[steps];
    double[] in = new double[steps];
    double[] rest = new double[steps];
    double[] driver = new double[steps];
    double[] executor = new double[steps];
    List<WorkerPart> parts =
        IntStream.range(0, WORKERS).mapToObj(worker -> part(worker, config)).toList();
    try (SparkCluster spark =
            SparkCluster.connect(
                new ClusterOptions(
                    cluster.master(),
                    WORKERS,
                    1,
                    properties,
                    Shipped.jars(folder),
                    Platform.current()),
                new ReplicaSettings(config, null, precision(), false, false, 1, 1),
                computing -> {});
        Bert bert =
            Bert.forTraining(
                config,
                Parameters.random(1, 0),
                new Optimization(0.01, false, 1.0),
                Accelerator.CPU)) {
      for (int step = -WARM_UP; step < steps; step++) {
        double driverBefore = processor(Stream.of(ProcessHandle.current()));
        double executorsBefore = processor(cluster.executors().stream());
        long start = System.nanoTime();
        spark.gradients(bert, parts);
        double both = seconds(start);
        driver[Math.max(step, 0)] = processor(Stream.of(ProcessHandle.current())) - driverBefore;
        executor[Math.max(step, 0)] =
            (processor(cluster.executors().stream()) - executorsBefore) / WORKERS;
        start = System.nanoTime();
        spark.compute(bert, parts); // the workers still have the parameters
        double gradients = seconds(start);
        start = System.nanoTime();
        bert.update(1e-4);
        if (step >= 0) {
          out[step] = both - gradients;
          in[step] = gradients;
          rest[step] = seconds(start);
        }
      }
    }
    System.out.printf(
        "parameters out %.2f s, gradients in %.2f s, AdamW %.2f s%n",
        median(out), median(in), median(rest));
    System.out.printf(
        "processor: driver %.2f s, each executor %.2f s%n", median(driver), median(executor));
  }

  private static GradientPrecision precision() {
    return GradientPrecision.valueOf(System.getProperty("gradientPrecision", "FP32"));
  }

  private static WorkerPart part(int worker, BertConfig config) {
    RandomStream draws = RandomStream.of(worker, "bench");
    Batch batch = SyntheticBatch.of(new int[] {16}, config.vocabularySize(), draws);
    return new WorkerPart(
        worker, 0, List.of(new LocalStep(List.of(List.of(batch)), new long[] {1}, 1, 0)));
  }

  /** The seconds of processor that processes have used. */
  private static double processor(Stream<ProcessHandle> processes) {
    return processes
        .mapToDouble(
            process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3)
        .sum();
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }
}
