package org.snowbert.spark;

import java.io.Serializable;
import java.nio.ByteBuffer;

/**
 * The slices of the parameters, which lie end to end. All slices but the last have the same size.
 *
 * @param elements the number of elements of all parameters
 * @param size the number of elements of a slice
 */
record Slices(long elements, int size) implements Serializable {
  /** A slice of 8 MB is large beside the cost of moving it, and small beside a heap. */
  private static final int LARGEST = 1 << 21;

  /** The elements of one slice of all workers, which the owner of the slice may have to keep. */
  private static final int OF_ALL_WORKERS = 64 << 20;

  /** Divides the parameters among a number of workers. */
  static Slices of(long elements, int workers) {
    long even = (elements + workers - 1) / workers;
    long most = Math.max(1, Math.min(LARGEST, OF_ALL_WORKERS / workers));
    return new Slices(elements, (int) Math.min(most, even));
  }

  int count() {
    return Math.toIntExact((elements + size - 1) / size);
  }

  /** Copies the values of a slice, because Spark moves arrays. */
  static byte[] copy(ByteBuffer values) {
    byte[] bytes = new byte[values.remaining()];
    values.get(bytes);
    return bytes;
  }

  /** The first element of a slice. */
  long first(int slice) {
    return (long) slice * size;
  }

  /** The element after a slice. */
  long last(int slice) {
    return Math.min(first(slice) + size, elements);
  }
}
