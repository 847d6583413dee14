package org.snowbert.safetensors;

/** The type of a tensor's elements; each constant has the name of its type in the header. */
public enum DType {
  F64(8),
  F32(4),
  F16(2),
  BF16(2),
  I64(8),
  I32(4),
  I16(2),
  I8(1),
  U8(1),
  BOOL(1);

  private final int bytes;

  DType(int bytes) {
    this.bytes = bytes;
  }

  /** The size of one element in bytes. */
  public int bytes() {
    return bytes;
  }

  /**
   * The size in bytes of a tensor of this type.
   *
   * @throws ArithmeticException if the size does not fit into a long
   */
  long bytes(long[] shape) {
    long size = bytes;
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    return size;
  }
}
