package org.snowbert.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Takes the elements of a tensor, row by row, and writes them in little-endian order. */
public final class TensorOutput {
  private static final int BUFFER = 1 << 16;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private long flushed;

  TensorOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  /** Writes one 32-bit element. */
  public void putInt(int element) throws IOException {
    if (buffer.remaining() < Integer.BYTES) {
      flush();
    }
    buffer.putInt(element);
  }

  /** Writes one 64-bit element. */
  public void putLong(long element) throws IOException {
    if (buffer.remaining() < Long.BYTES) {
      flush();
    }
    buffer.putLong(element);
  }

  /** Writes the rest of a buffer, whose elements must be in little-endian order. */
  public void put(ByteBuffer elements) throws IOException {
    flush();
    write(elements);
  }

  /** The number of bytes taken so far. */
  long position() {
    return flushed + buffer.position();
  }

  void flush() throws IOException {
    write(buffer.flip());
    buffer.clear();
  }

  private void write(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      flushed += channel.write(bytes);
    }
  }
}
