package org.snowbert.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.snowbert.internal.FullDiskException;

/**
 * Collects tensors and writes them as one safetensors file.
 *
 * <p>The same content gives the same bytes whatever the order of the calls: wider element types
 * come first, so that each tensor starts at a multiple of its element's size, and names decide
 * among equal widths.
 */
public final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;

  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final SortedMap<String, Tensor> tensors = new TreeMap<>();

  /** Writes a tensor's elements, row by row. */
  @FunctionalInterface
  public interface Content {
    void writeTo(TensorOutput output) throws IOException;
  }

  private record Tensor(SafeTensorsHeader.Entry entry, Content content) {
    int width() {
      return entry.type().bytes();
    }
  }

  /** Puts one line of free text into the header. */
  public SafeTensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a tensor.
   *
   * @param content asked only while the file is written, for the little-endian bytes from its
   *     position to its limit
   */
  public SafeTensorsWriter add(
      String name, DType type, long[] shape, Supplier<ByteBuffer> content) {
    return add(name, type, shape, output -> output.put(content.get().slice()));
  }

  /** Adds a tensor whose content is streamed while the file is written. */
  public SafeTensorsWriter add(String name, DType type, long[] shape, Content content) {
    if (name.equals(SafeTensorsHeader.METADATA) || tensors.containsKey(name)) {
      throw new IllegalArgumentException("A tensor cannot be named " + name + " here");
    }
    SafeTensorsHeader.Entry entry = new SafeTensorsHeader.Entry(type, shape, 0, type.bytes(shape));
    tensors.put(name, new Tensor(entry, content));
    return this;
  }

  /**
   * Writes the file: to a temporary file beside it, to the disk, then into place in one move.
   *
   * @throws IllegalStateException if a tensor's content has not the length of its shape
   * @throws FullDiskException if the disk has no room for the file
   */
  public void write(Path file) throws IOException {
    FullDiskException.require(
        file, tensors.values().stream().mapToLong(tensor -> tensor.entry().end()).sum());
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      try (FileChannel channel =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        TensorOutput output = new TensorOutput(channel);
        writeTo(output);
        output.flush();
        channel.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw FullDiskException.explained(e, file, temporary.toFile().length());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private void writeTo(TensorOutput output) throws IOException {
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    tensors.entrySet().stream()
        .sorted(
            Comparator.comparingInt(
                    (Map.Entry<String, Tensor> tensor) -> -tensor.getValue().width())
                .thenComparing(Map.Entry::getKey))
        .forEach(tensor -> ordered.put(tensor.getKey(), tensor.getValue()));

    Map<String, SafeTensorsHeader.Entry> entries = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Tensor> tensor : ordered.entrySet()) {
      SafeTensorsHeader.Entry entry = tensor.getValue().entry();
      long begin = end;
      end += entry.end();
      entries.put(
          tensor.getKey(), new SafeTensorsHeader.Entry(entry.type(), entry.shape(), begin, end));
    }
    output.put(header(SafeTensorsHeader.json(entries, metadata)));

    for (Map.Entry<String, Tensor> tensor : ordered.entrySet()) {
      long start = output.position();
      tensor.getValue().content().writeTo(output);
      long written = output.position() - start;
      long expected = tensor.getValue().entry().end();
      if (written != expected) {
        throw new IllegalStateException(
            "Tensor " + tensor.getKey() + " has " + written + " bytes in place of " + expected);
      }
    }
  }

  private static ByteBuffer header(String json) {
    byte[] text = json.getBytes(StandardCharsets.UTF_8);
    int padding = Math.floorMod(-text.length, ALIGNMENT);
    ByteBuffer header =
        ByteBuffer.allocate(Long.BYTES + text.length + padding).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(text.length + padding).put(text);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.flip();
  }
}
