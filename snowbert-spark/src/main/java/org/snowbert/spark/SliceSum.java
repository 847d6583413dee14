package org.snowbert.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.snowbert.model.GradientPrecision;
import scala.Tuple2;

/**
 * One slice of the results of all workers, as one.
 *
 * @param slice the number of the slice
 * @param values little-endian float32
 * @param losses the losses of all batches with the first slice, and none with the others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SliceSum(int slice, byte[] values, Losses losses) implements Serializable {
  /** The sum of gradients, in float32, as one machine adds them. */
  static SliceSum of(Iterator<Tuple2<Integer, Piece>> pieces, GradientPrecision precision) {
    return inOrder(pieces, new Sum(precision));
  }

  /** The mean of pieces, which is computed in float64. */
  static SliceSum mean(Iterator<Tuple2<Integer, Piece>> pieces) {
    return inOrder(pieces, new Mean());
  }

  /**
   * Adds pieces in the order of the workers, so that their sum does not depend on the order in
   * which they arrive. A piece that arrives early waits.
   */
  private static SliceSum inOrder(Iterator<Tuple2<Integer, Piece>> pieces, Total total) {
    Map<Integer, Piece> waiting = new HashMap<>();
    int slice = 0;
    int next = 0;
    double[] losses = {};
    while (pieces.hasNext()) {
      Tuple2<Integer, Piece> piece = pieces.next();
      slice = piece._1();
      waiting.put(piece._2().worker(), piece._2());
      for (Piece ready; (ready = waiting.remove(next)) != null; next++) {
        total.add(ready.values());
        losses = Stream.of(losses, ready.losses().sums()).flatMapToDouble(Arrays::stream).toArray();
      }
    }
    if (next == 0 || !waiting.isEmpty()) {
      throw new IllegalStateException("slice %d lacks worker %d".formatted(slice, next));
    }
    return new SliceSum(slice, total.values(), new Losses(losses));
  }

  /** What becomes of the values of all workers. */
  private interface Total {
    void add(byte[] values);

    byte[] values();
  }

  private static final class Sum implements Total {
    private final GradientPrecision precision;
    private float[] sums = {};
    private float[] added = {};

    Sum(GradientPrecision precision) {
      this.precision = precision;
    }

    @Override
    public void add(byte[] values) {
      if (sums.length == 0) {
        sums = new float[values.length / precision.bytes()];
        precision.read(littleEndian(values), FloatBuffer.wrap(sums));
        return;
      }
      if (added.length == 0) {
        added = new float[sums.length];
      }
      precision.read(littleEndian(values), FloatBuffer.wrap(added));
      for (int i = 0; i < sums.length; i++) {
        sums[i] += added[i];
      }
    }

    @Override
    public byte[] values() {
      byte[] values = new byte[sums.length * Float.BYTES];
      floats(values).put(sums);
      return values;
    }
  }

  private static final class Mean implements Total {
    private double[] sums = {};
    private int count;

    @Override
    public void add(byte[] values) {
      if (count == 0) {
        sums = new double[values.length / Float.BYTES];
      }
      FloatBuffer added = floats(values);
      for (int i = 0; i < sums.length; i++) {
        double value = added.get(i); // the first may be -0, which 0 + -0 is not
        sums[i] = count == 0 ? value : sums[i] + value;
      }
      count++;
    }

    @Override
    public byte[] values() {
      byte[] mean = new byte[sums.length * Float.BYTES];
      FloatBuffer floats = floats(mean);
      for (double sum : sums) {
        floats.put((float) (sum / count));
      }
      return mean;
    }
  }

  private static FloatBuffer floats(byte[] values) {
    return littleEndian(values).asFloatBuffer();
  }

  private static ByteBuffer littleEndian(byte[] values) {
    return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
  }
}
