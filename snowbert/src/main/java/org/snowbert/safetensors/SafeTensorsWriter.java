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
 * Collects tensors and writes them to a safetensors file.
 *
 * <p>The order of the calls does not change the bytes of the file. Tensors with wider elements come
 * first, so that each tensor starts at a multiple of its element's size; tensors with equally wide
 * elements are sorted by their names.
 */
public final class SafeTensorsWriter {
  private static final int ALIGNMENT = 8;

  private final SortedMap<String, String> metadata = new TreeMap<>();
  private final SortedMap<String, Tensor> tensors = new TreeMap<>();

  /** Writes the elements of a tensor, row by row. */
  @FunctionalInterface
  public interface Content {
    void writeTo(TensorOutput output) throws IOException;
  }

  private record Tensor(SafeTensorsHeader.Entry entry, Content content) {
    int width() {
      return entry.type().bytes();
    }
  }

  /** Adds a key and its free text to the header. */
  public SafeTensorsWriter metadata(String key, String value) {
    metadata.put(key, value);
    return this;
  }

  /**
   * Adds a tensor.
   *
   * @param content is called only while the file is written, and gives a buffer whose bytes from
   *     its position to its limit are the little-endian elements
   * @throws IllegalArgumentException if there is a tensor of this name
   */
  public SafeTensorsWriter add(
      String name, DType type, long[] shape, Supplier<ByteBuffer> content) {
    return add(name, type, shape, output -> output.put(content.get().slice()));
  }

  /**
   * Adds a tensor whose elements are written one by one.
   *
   * @param content is called only while the file is written
   * @throws IllegalArgumentException if there is a tensor of this name
   */
  public SafeTensorsWriter add(String name, DType type, long[] shape, Content content) {
    if (name.equals(SafeTensorsHeader.METADATA) || tensors.containsKey(name)) {
      throw new IllegalArgumentException("a tensor cannot have the name " + name + " here");
    }
    SafeTensorsHeader.Entry entry = new SafeTensorsHeader.Entry(type, shape, 0, type.bytes(shape));
    tensors.put(name, new Tensor(entry, content));
    return this;
  }

  /**
   * Writes a temporary file beside the file, forces it to the disk, and moves it into place.
   *
   * @throws IllegalStateException if the content of a tensor does not have the length of its shape
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
      throw FullDiskException.orSame(e, file, temporary.toFile().length());
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
            "tensor " + tensor.getKey() + " has " + written + " bytes instead of " + expected);
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
