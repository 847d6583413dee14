package org.snowbert.worker.training;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * An event file of TensorBoard. It is a row of records: the length of the data in 8 bytes, a
 * checksum of the length, the data, and a checksum of the data. The data of a record is an {@code
 * Event}, a message of protobuf. Its fields are those of TensorFlow's {@code event.proto} and
 * {@code summary.proto}.
 */
final class EventFile implements Closeable {
  /** Writes the fields of a message. */
  private interface Fields {
    void writeTo(CodedOutputStream message) throws IOException;
  }

  private final OutputStream output;

  /**
   * Begins a file.
   *
   * @param seconds the time now, in seconds since 1970
   */
  EventFile(OutputStream output, double seconds) throws IOException {
    this.output = output;
    writeRecord(
        event -> {
          event.writeDouble(1, seconds);
          event.writeString(3, "brain.Event:2");
        });
  }

  /**
   * Adds figures of a step.
   *
   * @param seconds the time of the step, in seconds since 1970
   * @param figures the figures by their tags, such as {@code train/loss}
   */
  void add(double seconds, int step, Map<String, Double> figures) throws IOException {
    byte[] summary =
        bytes(
            message -> {
              for (Map.Entry<String, Double> figure : figures.entrySet()) {
                message.writeByteArray(1, value(figure.getKey(), figure.getValue()));
              }
            });
    writeRecord(
        event -> {
          event.writeDouble(1, seconds);
          event.writeInt64(2, step);
          event.writeByteArray(5, summary);
        });
  }

  private static byte[] value(String tag, double figure) throws IOException {
    return bytes(
        value -> {
          value.writeString(1, tag);
          value.writeFloat(2, (float) figure);
        });
  }

  private static byte[] bytes(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream message = CodedOutputStream.newInstance(bytes);
    fields.writeTo(message);
    message.flush();
    return bytes.toByteArray();
  }

  private void writeRecord(Fields event) throws IOException {
    byte[] data = bytes(event);
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

  @Override
  public void close() throws IOException {
    output.close();
  }
}
