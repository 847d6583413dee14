package org.snowbert.model;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.ShortBuffer;

/** The number type in which the workers of a shared step give their gradients. */
public enum GradientPrecision {
  FP32,
  /** Half the bytes. Each gradient is rounded to the nearest of bf16's numbers. */
  BF16;

  /** The number of bytes of a gradient. */
  public int bytes() {
    return this == FP32 ? Float.BYTES : Short.BYTES;
  }

  /**
   * Reads gradients.
   *
   * @param values little-endian, in this precision
   * @param gradients takes as many as there is room for
   */
  public void read(ByteBuffer values, FloatBuffer gradients) {
    switch (this) {
      case FP32 -> gradients.put(values.asFloatBuffer().limit(gradients.remaining()));
      case BF16 -> {
        ShortBuffer halves = values.asShortBuffer();
        while (gradients.hasRemaining()) {
          gradients.put(Float.intBitsToFloat(halves.get() << Short.SIZE)); // the upper half
        }
      }
    }
  }
}
