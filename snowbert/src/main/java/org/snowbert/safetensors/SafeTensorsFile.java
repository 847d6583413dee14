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
 * A safetensors file, memory-mapped and read-only.
 *
 * <p>The file may have any size, but each tensor must be smaller than 2 GiB. The file stays mapped
 * until the garbage collector has freed all buffers of its tensors. Thread-safe.
 */
public final class SafeTensorsFile {
  /** The most bytes of a header, a hundred times as many as the largest BERT needs. */
  private static final long MAXIMUM_HEADER = 4 << 20;

  private final Path file;
  private final SafeTensorsHeader header;
  private final long data;
  private final Map<String, ByteBuffer> contents;

  private SafeTensorsFile(
      Path file, SafeTensorsHeader header, long data, Map<String, ByteBuffer> contents) {
    this.file = file;
    this.header = header;
    this.data = data;
    this.contents = contents;
  }

  /** The type and the shape of a tensor. */
  public record Declaration(DType type, List<Long> shape) {}

  /**
   * Reads only the header of a file, which may stand in a zip.
   *
   * @return the type and the shape of each tensor by its name
   * @throws InvalidInputException if the file is absent or its header malformed
   * @throws IOException if the file cannot be read
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
   * Maps a file, and checks that its header fits its size.
   *
   * @throws InvalidInputException if the file is absent or malformed
   * @throws IOException if the file cannot be read
   */
  public static SafeTensorsFile open(Path file) throws IOException {
    requireFile(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      SafeTensorsHeader header = header(file, Channels.newInputStream(channel), channel.size());
      long data = channel.position();
      return new SafeTensorsFile(file, header, data, map(file, channel, data, header));
    }
  }

  /**
   * Maps as many tensors together as one buffer can hold: a process may have few mappings, and a
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
          "there is no file " + file + ": name a safetensors file that exists");
    }
  }

  /** Reads the header; the data begins after it. */
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
      throw new EOFException(file + " became shorter while it was read: try again");
    }
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InvalidInputException malformed(
      Path file, String reason, @Nullable Exception cause) {
    String message = file + " is not a sound safetensors file (" + reason + "): replace it";
    return cause == null
        ? new InvalidInputException(message)
        : new InvalidInputException(message, cause);
  }

  /** The names of the tensors, sorted. */
  public Set<String> names() {
    return Collections.unmodifiableSet(header.tensors().keySet());
  }

  /** The free text of the header, by its keys; empty if there is none. */
  public Map<String, String> metadata() {
    return Collections.unmodifiableMap(header.metadata());
  }

  /** Whether the file has a tensor of this name. */
  public boolean contains(String name) {
    return header.tensors().containsKey(name);
  }

  /**
   * The type of a tensor's elements.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public DType type(String name) {
    return entry(name).type();
  }

  /**
   * A tensor's dimensions, outermost first; empty for a scalar.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public long[] shape(String name) {
    return entry(name).dimensions();
  }

  /**
   * The position of a tensor's first byte in the file.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public long offset(String name) {
    return data + entry(name).begin();
  }

  /**
   * A tensor's bytes, in a new read-only buffer in little-endian order.
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
    return new InvalidInputException(file + " has no tensor " + name + ": give a file that has it");
  }
}
