package org.snowbert.worker.training;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event file of TensorBoard. It is a row of records: the length of the data in 8 bytes, a
 * checksum of the length, the data, and a checksum of the data. The data of a record is an {@code
 * Event}, a message of protobuf. Its fields are those of TensorFlow's {@code event.proto} and
 * {@code summary.proto}.
 */
final class EventFile implements Closeable {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final OutputStream output;

  /**
   * Begins a file.
   *
   * @param seconds the time now, in seconds since 1970
   */
  EventFile(OutputStream output, double seconds) throws IOException {
    this.output = output;
    Message event = new Message().fixed(1, seconds).bytes(3, utf8("brain.Event:2"));
    writeRecord(event.toByteArray());
  }

  /**
   * Adds figures of a step.
   *
   * @param seconds the time of the step, in seconds since 1970
   * @param figures the figures by their tags, such as {@code train/loss}
   */
  void add(double seconds, int step, Map<String, Double> figures) throws IOException {
    Message summary = new Message();
    figures.forEach(
        (tag, figure) ->
            summary.bytes(
                1, new Message().bytes(1, utf8(tag)).fixed(2, figure.floatValue()).toByteArray()));
    Message event = new Message().fixed(1, seconds).varint(2, step).bytes(5, summary.toByteArray());
    writeRecord(event.toByteArray());
  }

  private void writeRecord(byte[] data) throws IOException {
    ByteBuffer record =
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + data.length + Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    record.putLong(data.length);
    record.putInt(checksum(record.array(), Long.BYTES));
    record.put(data);
    record.putInt(checksum(data, data.length));
    output.write(record.array()); // at once, so that a reader sees whole records
    output.flush();
  }

  /** The CRC-32C, rotated and moved by a constant, as in TensorFlow's {@code crc32c.h}. */
  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    output.close();
  }

  /** A message of protobuf. A field has a tag, which holds its number and its type, and a value. */
  private static final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Message varint(int field, int value) {
      writeVarint((field << 3) | VARINT);
      writeVarint(value);
      return this;
    }

    Message fixed(int field, double value) {
      writeVarint((field << 3) | FIXED_64);
      bytes.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
      return this;
    }

    Message fixed(int field, float value) {
      writeVarint((field << 3) | FIXED_32);
      bytes.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
      return this;
    }

    Message bytes(int field, byte[] value) {
      writeVarint((field << 3) | BYTES);
      writeVarint(value.length);
      bytes.writeBytes(value);
      return this;
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }

    /** Writes seven bits a byte, the lowest first; each byte but the last has the eighth bit. */
    private void writeVarint(int value) {
      int rest = value;
      while (rest > 0x7f) {
        bytes.write((rest & 0x7f) | 0x80);
        rest >>>= 7;
      }
      bytes.write(rest);
    }

    private static ByteBuffer littleEndian(int size) {
      return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
  }
}
