package org.snowbert.bench;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.snowbert.model.ModelSize;

/**
 * Times only the matrix products of a training step, each computed by all threads: {@code GemmTimer
 * SIZE TOKENS SCORED VOCABULARY ROUNDS} prints the median time of the products of one step in
 * milliseconds.
 */
public final class GemmTimer {
  private static final int WARM_UP = 2;

  private final NDManager manager;
  private final List<Runnable> products = new ArrayList<>();

  private GemmTimer(NDManager manager) {
    this.manager = manager;
  }

  public static void main(String[] args) {
    ModelSize size = ModelSize.valueOf(args[0]);
    int tokens = Integer.parseInt(args[1]);
    int scored = Integer.parseInt(args[2]);
    int vocabulary = Integer.parseInt(args[3]);
    double[] times = new double[Integer.parseInt(args[4])];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      GemmTimer step = new GemmTimer(manager);
      int width = size.width();
      for (int layer = 0; layer < size.layers(); layer++) {
        int rows = layer == size.layers() - 1 ? scored : tokens; // after the last attention
        step.linear(tokens, width, 3 * width);
        step.linear(rows, width, width);
        step.linear(rows, width, 4 * width);
        step.linear(rows, 4 * width, width);
      }
      step.linear(scored, width, width);
      step.linear(scored, width, vocabulary);
      for (int round = -WARM_UP; round < times.length; round++) {
        long start = System.nanoTime();
        step.products.forEach(Runnable::run);
        if (round >= 0) {
          times[round] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    Arrays.sort(times);
    System.out.println(times[times.length / 2]);
  }

  /** Adds the product of a linear layer, and the products that give its two gradients. */
  private void linear(int rows, int in, int out) {
    NDArray x = random(rows, in);
    NDArray weight = random(out, in);
    NDArray dy = random(rows, out);
    products.add(() -> x.matMul(weight.transpose()).close());
    products.add(() -> dy.matMul(weight).close());
    products.add(() -> dy.transpose().matMul(x).close());
  }

  private NDArray random(int rows, int columns) {
    return manager.randomNormal(0, 1, new Shape(rows, columns), DataType.FLOAT32);
  }
}
