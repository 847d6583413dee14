package org.snowbert.tokens;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;

/** The memory-mapped tensors of a token file or a masked file. */
public final class TokenTensors {
  private final Path file;
  private final SafeTensorsFile tensors;
  private final String kind;
  private final String goal;

  private TokenTensors(Path file, SafeTensorsFile tensors, String kind, String goal) {
    this.file = file;
    this.tensors = tensors;
    this.kind = kind;
    this.goal = goal;
  }

  /**
   * Maps a file.
   *
   * @param kind what the file should be, such as {@code token file}, for messages
   * @param goal the goal that writes such files, for messages
   * @throws InvalidInputException if it is not a sound safetensors file
   */
  public static TokenTensors open(Path file, String kind, String goal) throws IOException {
    return new TokenTensors(file, SafeTensorsFile.open(file), kind, goal);
  }

  /**
   * The elements of a tensor of type I32.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public IntBuffer ints(String name) {
    require(name, DType.I32);
    return tensors.bytes(name).asIntBuffer();
  }

  /**
   * The elements of a tensor of type I64.
   *
   * @throws InvalidInputException if the file has no such tensor
   */
  public LongBuffer longs(String name) {
    require(name, DType.I64);
    return tensors.bytes(name).asLongBuffer();
  }

  private void require(String name, DType type) {
    if (!tensors.contains(name)) {
      throw invalid("it has no tensor " + name);
    }
    if (tensors.type(name) != type) {
      throw invalid("its tensor %s is not %s".formatted(name, type));
    }
  }

  /** The exception for a file whose tensors do not fit together. */
  public InvalidInputException invalid(String reason) {
    return new InvalidInputException(
        "%s is not a %s (%s): run %s again".formatted(file, kind, reason, goal));
  }
}
