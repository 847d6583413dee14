package org.snowbert.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * A parameter as {@code bert.py} holds it: one of transformers' tensors, or several of equal shape,
 * one after the other.
 *
 * @param names transformers' names; query, key and value are one parameter
 * @param shape of the whole; the names divide its first dimension among them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PackedParameter(List<String> names, long[] shape, Initialization initialization) {
  /** The values of a parameter before training. */
  enum Initialization {
    NORMAL,
    ZERO,
    ONE
  }

  static PackedParameter of(Initialization initialization, String name, long... shape) {
    return new PackedParameter(List.of(name), shape, initialization);
  }

  long elements() {
    long product = 1;
    for (long size : shape) {
      product *= size;
    }
    return product;
  }

  /** A buffer for its values, float32 and little-endian, outside the heap. */
  ByteBuffer allocate() {
    return ByteBuffer.allocateDirect(Math.toIntExact(elements() * Float.BYTES))
        .order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The shape of each of the named tensors. */
  long[] partShape() {
    long[] part = shape.clone();
    part[0] /= names.size();
    return part;
  }
}
