package org.snowbert.spark;

import java.util.Locale;
import org.snowbert.model.GradientPrecision;

/**
 * Estimates the efficiency of larger clusters from the times that {@link ClusterBenchmark}
 * measured: the share of a step in which the workers compute. Each worker is a machine of its own.
 *
 * <p>Arguments: the number of the model's parameters, the {@link GradientPrecision}, the seconds
 * that a worker computes for a sentence, and the seconds of processor that a step costs the driver
 * and each worker beside the computation.
 *
 * <p>The estimate adds up what a step does one after the other, and takes no credit for work that
 * overlaps: the driver's and a worker's processor time; the parameters on the driver's wire, twice,
 * because executors pass blocks on to each other; the gradients on a worker's wire; their sum on
 * the driver's wire; and the scheduling of the tasks.
 */
public final class ClusterSimulator {
  private static final int[] WORKERS = {8, 64, 512};
  private static final int[] GIGABITS = {1, 10, 100};
  private static final int[] SENTENCES = {64, 256, 1024, 4096};
  private static final double SECONDS_OF_A_TASK = 0.003;
  private static final double SECONDS_OF_A_JOB = 0.06;

  private ClusterSimulator() {}

  public static void main(String[] args) {
    long parameters = Long.parseLong(args[0]);
    GradientPrecision precision = GradientPrecision.valueOf(args[1]);
    double sentence = Double.parseDouble(args[2]);
    double processors = Double.parseDouble(args[3]) + Double.parseDouble(args[4]);
    double sent = 3 * Float.BYTES + precision.bytes(); // of each parameter
    System.out.println("| workers | Gb/s | 64 | 256 | 1024 | 4096 |\n|---|---|---|---|---|---|");
    for (int workers : WORKERS) {
      for (int gigabits : GIGABITS) {
        StringBuilder row = new StringBuilder("| %d | %d |".formatted(workers, gigabits));
        double wires = Byte.SIZE * sent * parameters / (gigabits * 1e9);
        int tasks = workers + Slices.of(parameters, workers).count();
        double rest = processors + wires + SECONDS_OF_A_JOB + tasks * SECONDS_OF_A_TASK;
        for (int sentences : SENTENCES) {
          double compute = sentences * sentence;
          row.append(String.format(Locale.ROOT, " %.0f%% |", 100 * compute / (compute + rest)));
        }
        System.out.println(row);
      }
    }
  }
}
