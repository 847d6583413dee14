package org.snowbert.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;

/**
 * The sum of one slice over all workers.
 *
 * @param slice the number of the slice
 * @param values little-endian float32
 * @param losses the losses of all batches with the first slice, and none with the others
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SliceSum(int slice, byte[] values, Losses losses) implements Serializable {
  /**
   * Adds pieces in the order of the workers, so that their sum does not depend on the order in
   * which they arrive. A piece that arrives early waits.
   */
  static SliceSum of(Iterator<Tuple2<Integer, Piece>> pieces) {
    Map<Integer, Piece> waiting = new HashMap<>();
    int slice = 0;
    int next = 0;
    Sum sum = new Sum();
    while (pieces.hasNext()) {
      Tuple2<Integer, Piece> piece = pieces.next();
      slice = piece._1();
      waiting.put(piece._2().worker(), piece._2());
      for (Piece ready; (ready = waiting.remove(next)) != null; next++) {
        sum.add(ready);
      }
    }
    if (!waiting.isEmpty()) {
      throw new IllegalStateException("slice %d lacks worker %d".formatted(slice, next));
    }
    return new SliceSum(slice, sum.values(), new Losses(sum.losses));
  }

  private static final class Sum {
    private byte @Nullable [] values;
    private double[] losses = {};

    void add(Piece piece) {
      byte[] sum = values;
      if (sum == null) {
        values = piece.values();
      } else {
        add(floats(sum), floats(piece.values()));
      }
      losses = Stream.of(losses, piece.losses().sums()).flatMapToDouble(Arrays::stream).toArray();
    }

    private static void add(ByteBuffer sum, ByteBuffer values) {
      for (int at = 0; at < sum.limit(); at += Float.BYTES) {
        sum.putFloat(at, sum.getFloat(at) + values.getFloat(at));
      }
    }

    private static ByteBuffer floats(byte[] values) {
      return ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    }

    byte[] values() {
      return values == null ? new byte[0] : values;
    }
  }
}
