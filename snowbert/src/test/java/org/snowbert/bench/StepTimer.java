package org.snowbert.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.snowbert.internal.RandomStream;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Batch;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.model.SyntheticBatch;

/**
 * Times our training step: {@code StepTimer SIZE BATCH STEPS VOCABULARY LENGTHS PRECISION} prints
 * the median time of a step in milliseconds, the mean number of its tokens, and the largest number
 * of megabytes that the process had without the heap of the JVM.
 */
public final class StepTimer {
  private static final int WARM_UP = 3;

  private StepTimer() {}

  public static void main(String[] args) throws IOException {
    ModelSize size = ModelSize.valueOf(args[0]);
    int batchSize = Integer.parseInt(args[1]);
    int steps = Integer.parseInt(args[2]);
    int vocabulary = Integer.parseInt(args[3]);
    int[] lengths =
        Files.readAllLines(Path.of(args[4])).stream().mapToInt(Integer::parseInt).toArray();
    BertConfig config = BertConfig.of(size, vocabulary, 512, 0.1, 0);
    double[] times = new double[steps];
    long tokens = 0;
    try (Bert bert =
        Bert.forTraining(
            config,
            Parameters.random(0, 0),
            new Optimization(0.01, false, null),
            new Accelerator(ai.djl.Device.cpu(), args[5].equals("bf16")))) {
      for (int step = -WARM_UP; step < steps; step++) {
        RandomStream draws = RandomStream.of(0, "bench", step);
        int[] chosen =
            IntStream.range(0, batchSize)
                .map(i -> lengths[draws.nextInt(lengths.length)])
                .toArray();
        long start = System.nanoTime();
        Arrays.sort(chosen); // as in a training
        List<Batch> parts = parts(chosen, vocabulary, draws);
        int scored = parts.stream().mapToInt(part -> part.labels().length).sum();
        bert.accumulate(parts, 1.0 / scored, step);
        bert.update(5e-5);
        bert.takeLosses();
        if (step >= 0) {
          tokens += Arrays.stream(chosen).sum();
          times[step] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    Arrays.sort(times);
    System.out.println(times[steps / 2] + " " + (double) tokens / steps + " " + memory());
  }

  /** The largest number of megabytes on Linux; NaN on other systems. */
  private static double memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return Double.NaN;
    }
    double peak =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
            .findFirst()
            .orElse(Double.NaN);
    long heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum();
    return peak - heap / 1048576.0;
  }

  /** Divides a batch into two parts, one for each of two threads. */
  private static List<Batch> parts(int[] lengths, int vocabulary, RandomStream draws) {
    int middle = Batch.splitByTokens(lengths, 2)[0];
    return List.of(
        SyntheticBatch.of(Arrays.copyOf(lengths, middle), vocabulary, draws),
        SyntheticBatch.of(Arrays.copyOfRange(lengths, middle, lengths.length), vocabulary, draws));
  }
}
