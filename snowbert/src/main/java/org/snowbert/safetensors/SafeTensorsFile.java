package org.snowbert.safetensors;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/**
 * A safetensors file, read-only and memory-mapped.
 *
 * <p>Every tensor is mapped on its own: the file may be of any size, one tensor must stay below 2
 * GiB. The mappings live until the file's views are collected. Thread-safe.
 */
public final class SafeTensorsFile {
  /** What the format's reference implementation accepts. */
  private static final long MAXIMUM_HEADER = 100_000_000;

  private final Path file;
  private final SafeTensorsHeader header;
  private final Map<String, ByteBuffer> contents;

  private SafeTensorsFile(Path file, SafeTensorsHeader header, Map<String, ByteBuffer> contents) {
    this.file = file;
    this.header = header;
    this.contents = contents;
  }

  /**
   * Maps a file after checking its header against its size.
   *
   * @throws InvalidInputException if the file is absent or malformed
   */
  public static SafeTensorsFile open(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          "There is no file " + file + "; name a safetensors file that exists.");
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      long headerLength = size < Long.BYTES ? -1 : read(file, channel, 0, Long.BYTES).getLong();
      if (headerLength < 0 || headerLength > Math.min(size - Long.BYTES, MAXIMUM_HEADER)) {
        throw malformed(file, "its header's length does not fit its size", null);
      }
      long data = Long.BYTES + headerLength;
      ByteBuffer json = read(file, channel, Long.BYTES, (int) headerLength);
      SafeTensorsHeader header =
          SafeTensorsHeader.parse(
              StandardCharsets.UTF_8.newDecoder().decode(json).toString(), size - data);
      Map<String, ByteBuffer> contents = new HashMap<>();
      for (Map.Entry<String, SafeTensorsHeader.Entry> tensor : header.tensors().entrySet()) {
        SafeTensorsHeader.Entry entry = tensor.getValue();
        long length = entry.end() - entry.begin();
        if (length > Integer.MAX_VALUE) {
          throw malformed(file, "tensor " + tensor.getKey() + " is not smaller than 2 GiB", null);
        }
        contents.put(
            tensor.getKey(),
            channel.map(FileChannel.MapMode.READ_ONLY, data + entry.begin(), length));
      }
      return new SafeTensorsFile(file, header, contents);
    } catch (IllegalArgumentException e) {
      throw malformed(file, String.valueOf(e.getMessage()), e);
    } catch (CharacterCodingException e) {
      throw malformed(file, "its header is not UTF-8", e);
    }
  }

  private static ByteBuffer read(Path file, FileChannel channel, long position, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException(file + " was cut short while it was read; try again.");
      }
    }
    return buffer.flip();
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
