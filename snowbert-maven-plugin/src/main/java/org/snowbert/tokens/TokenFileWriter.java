package org.snowbert.tokens;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.safetensors.TensorOutput;

/**
 * Writes a {@link TokenFile} sentence by sentence in constant memory. The header of a safetensors
 * file needs the counts first, so each sentence waits in a temporary file, as its length and its
 * ids.
 */
final class TokenFileWriter implements Closeable {
  /** A mapped tensor must be smaller than 2 GiB. */
  private static final long MAXIMUM_TOKENS = Integer.MAX_VALUE / Integer.BYTES;

  private final Path target;
  private final Path waiting;
  private final DataOutputStream output;
  private int sentences;
  private long tokens;

  TokenFileWriter(Path target) throws IOException {
    this.target = target;
    this.waiting = target.resolveSibling(target.getFileName() + ".waiting");
    this.output = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(waiting)));
  }

  /** The number of sentences so far. */
  int sentences() {
    return sentences;
  }

  /** The number of tokens so far. */
  long tokens() {
    return tokens;
  }

  /**
   * Adds the sentence {@code ids[0, length)}.
   *
   * @throws InvalidInputException if the file cannot hold as many tokens
   */
  void append(int[] ids, int length) throws IOException {
    if (tokens + length > MAXIMUM_TOKENS) {
      throw new InvalidInputException(
          "snowbert.sources hold more than %,d tokens, the most that one file can hold: give fewer sentences"
              .formatted(MAXIMUM_TOKENS));
    }
    output.writeInt(length);
    for (int i = 0; i < length; i++) {
      output.writeInt(ids[i]);
    }
    sentences++;
    tokens += length;
  }

  /** Writes the file with the added sentences. */
  void finish() throws IOException {
    output.close();
    new SafeTensorsWriter()
        .add(TokenFile.INPUT_IDS, DType.I32, new long[] {tokens}, this::copyIds)
        .add(TokenFile.OFFSETS, DType.I64, new long[] {sentences + 1L}, this::copyOffsets)
        .write(target);
  }

  private void copyIds(TensorOutput output) throws IOException {
    try (DataInputStream input = input()) {
      for (int sentence = 0; sentence < sentences; sentence++) {
        int length = input.readInt();
        for (int i = 0; i < length; i++) {
          output.putInt(input.readInt());
        }
      }
    }
  }

  private void copyOffsets(TensorOutput output) throws IOException {
    long offset = 0;
    output.putLong(offset);
    try (DataInputStream input = input()) {
      for (int sentence = 0; sentence < sentences; sentence++) {
        int length = input.readInt();
        input.skipNBytes((long) length * Integer.BYTES);
        offset += length;
        output.putLong(offset);
      }
    }
  }

  private DataInputStream input() throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(waiting)));
  }

  /** Removes the temporary file. */
  @Override
  public void close() throws IOException {
    output.close();
    Files.deleteIfExists(waiting);
  }
}
