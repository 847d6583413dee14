package org.snowbert.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a TorchScript archive, as {@code torch.jit.load} reads it in any libtorch; the same
 * content gives the same bytes.
 */
final class TorchArchive implements AutoCloseable {
  /** The earliest time of a zip entry that needs no field for the time zone. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0, 2);

  private final ZipOutputStream zip;

  TorchArchive(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  /**
   * Adds a program.
   *
   * @param code the name of a resource beside this class
   * @param data the pickle of its module
   */
  void addProgram(String code, byte[] data) throws IOException {
    try (InputStream program = TorchArchive.class.getResourceAsStream(code)) {
      if (program == null) {
        throw new IllegalStateException(code + " is missing beside " + TorchArchive.class);
      }
      add("data.pkl", data);
      add("constants.pkl", new Pickle().emptyTuple().bytes());
      // The version of the operators: libtorch 1.12 and later have them.
      add("version", "10\n".getBytes(StandardCharsets.US_ASCII));
      add("code/__torch__.py", program.readAllBytes());
    }
  }

  private void add(String name, byte[] content) throws IOException {
    add(name, List.of(content), ByteBuffer::wrap);
  }

  /**
   * Adds an entry made of parts.
   *
   * @param content gives the bytes of a part; it is called twice, since the checksum comes first
   */
  <T> void add(String name, List<T> parts, Function<T, ByteBuffer> content) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    for (T part : parts) {
      ByteBuffer bytes = content.apply(part);
      size += bytes.remaining();
      crc.update(bytes);
    }
    ZipEntry entry = new ZipEntry("bert/" + name);
    entry.setMethod(ZipEntry.STORED); // libtorch maps entries
    entry.setSize(size);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(TIME);
    zip.putNextEntry(entry);
    WritableByteChannel channel = Channels.newChannel(zip);
    for (T part : parts) {
      channel.write(content.apply(part));
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
