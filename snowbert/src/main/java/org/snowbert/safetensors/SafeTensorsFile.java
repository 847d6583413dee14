package org.snowbert.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/**
 * A safetensors file, read-only and memory-mapped.
 *
 * <p>The file may be of any size, one tensor must stay below 2 GiB. The mappings live until the
 * file's views are collected. Thread-safe.
 */
public final class SafeTensorsFile {
  /** A hundred times what the largest BERT needs. */
  private static final long MAXIMUM_HEADER = 4 << 20;

  private final Path file;
  private final SafeTensorsHeader header;
  private final Map<String, ByteBuffer> contents;

  private SafeTensorsFile(Path file, SafeTensorsHeader header, Map<String, ByteBuffer> contents) {
    this.file = file;
    this.header = header;
    this.contents = contents;
  }

  /** A tensor as a header declares it. */
  public record Declaration(DType type, List<Long> shape) {}

  /**
   * What a file's header declares, by name; the data is not read, and the file may stand in a zip.
   *
   * @throws InvalidInputException if the file is absent or malformed
   */
  public static Map<String, Declaration> declarations(Path file) throws IOException {
    requireFile(file);
    SafeTensorsHeader header;
    try (InputStream input = Files.newInputStream(file)) {
      header = header(file, input, Files.size(file));
    }
    Map<String, Declaration> declarations = new LinkedHashMap<>();
    header
        .tensors()
        .forEach(
            (name, entry) -> declarations.put(name, new Declaration(entry.type(), entry.shape())));
    return declarations;
  }

  /**
   * Maps a file after checking its header against its size.
   *
   * @throws InvalidInputException if the file is absent or malformed
   */
  public static SafeTensorsFile open(Path file) throws IOException {
    requireFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafeTensorsHeader header = header(file, Channels.newInputStream(channel), channel.size());
      return new SafeTensorsFile(file, header, map(file, channel, channel.position(), header));
    }
  }

  /**
   * Maps as many tensors at once as a buffer holds: a system has few mappings for a process, and a
   * file may have many tensors.
   */
  private static Map<String, ByteBuffer> map(
      Path file, FileChannel channel, long data, SafeTensorsHeader header) throws IOException {
    Map<String, ByteBuffer> contents = new HashMap<>();
    ByteBuffer mapped = ByteBuffer.allocate(0);
    long begin = 0;
    for (Map.Entry<String, SafeTensorsHeader.Entry> tensor :
        SafeTensorsHeader.byPlace(header.tensors())) {
      SafeTensorsHeader.Entry entry = tensor.getValue();
      long length = entry.end() - entry.begin();
      if (length > Integer.MAX_VALUE) {
        throw malformed(
            file, "tensor " + Excerpt.of(tensor.getKey()) + " is not smaller than 2 GiB", null);
      }
      if (entry.end() - begin > mapped.capacity()) {
        begin = entry.begin();
        long rest = channel.size() - data - begin;
        mapped =
            channel.map(
                FileChannel.MapMode.READ_ONLY, data + begin, Math.min(rest, Integer.MAX_VALUE));
      }
      contents.put(tensor.getKey(), mapped.slice((int) (entry.begin() - begin), (int) length));
    }
    return contents;
  }

  private static void requireFile(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "There is no file " + file + "; name a safetensors file that exists.");
    }
  }

  /** Reads the header, after which the data begins. */
  private static SafeTensorsHeader header(Path file, InputStream input, long size)
      throws IOException {
    long length = size < Long.BYTES ? -1 : read(file, input, Long.BYTES).getLong();
    if (length < 0 || length > Math.min(size - Long.BYTES, MAXIMUM_HEADER)) {
      throw malformed(file, "its header's length does not fit its size", null);
    }
    ByteBuffer json = read(file, input, (int) length);
    try {
      return SafeTensorsHeader.parse(
          StandardCharsets.UTF_8.newDecoder().decode(json).toString(), size - Long.BYTES - length);
    } catch (IllegalArgumentException e) {
      throw malformed(file, String.valueOf(e.getMessage()), e);
    } catch (CharacterCodingException e) {
      throw malformed(file, "its header is not UTF-8", e);
    }
  }

  private static ByteBuffer read(Path file, InputStream input, int length) throws IOException {
    byte[] bytes = input.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException(file + " was cut short while it was read; try again.");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InvalidInputException malformed(
      Path file, String reason, @Nullable Exception cause) {
    String message =
        file + " is not a safetensors file that can be read (" + reason + "); replace it.";
    return cause == null
        ? new InvalidInputException(message)
        : new InvalidInputException(message, cause);
  }

  /** The tensors' names in their natural order. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.tensors().keySet());
  }

  /** The header's free text, empty if it has none. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  public boolean contains(String name) {
    return header.tensors().containsKey(name);
  }

  /**
   * A tensor's element type.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public DType type(String name) {
    return entry(name).type();
  }

  /**
   * A tensor's dimensions, outermost first; none for a scalar.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public long[] shape(String name) {
    return entry(name).dimensions();
  }

  /**
   * A tensor's bytes: a fresh read-only view in little-endian order.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public ByteBuffer bytes(String name) {
    ByteBuffer content = contents.get(name);
    if (content == null) {
      throw unknown(name);
    }
    return content.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  private SafeTensorsHeader.Entry entry(String name) {
    SafeTensorsHeader.Entry entry = header.tensors().get(name);
    if (entry == null) {
      throw unknown(name);
    }
    return entry;
  }

  private InvalidInputException unknown(String name) {
    return new InvalidInputException(
        file + " has no tensor " + name + "; give a file that holds it.");
  }
}
