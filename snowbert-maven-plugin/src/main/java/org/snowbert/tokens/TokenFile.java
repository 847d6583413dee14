package org.snowbert.tokens;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;

/**
 * Encoded sentences laid end to end, memory-mapped: {@code input_ids} I32 [tokens] and {@code
 * offsets} I64 [sentences + 1], the places where sentences start and the last one ends.
 * Thread-safe.
 */
public final class TokenFile {
  public static final String INPUT_IDS = "input_ids";
  public static final String OFFSETS = "offsets";

  private final IntBuffer ids;
  private final LongBuffer offsets;

  private TokenFile(IntBuffer ids, LongBuffer offsets) {
    this.ids = ids;
    this.offsets = offsets;
  }

  /**
   * Maps a file; further tensors in it, such as labels, are passed over.
   *
   * @throws InvalidInputException if it is no token file
   */
  public static TokenFile open(Path file) throws IOException {
    SafeTensorsFile tensors = SafeTensorsFile.open(file);
    if (tensors.type(INPUT_IDS) != DType.I32 || tensors.type(OFFSETS) != DType.I64) {
      throw invalid(file, "its ids are not I32 or its offsets not I64");
    }
    IntBuffer ids = tensors.bytes(INPUT_IDS).asIntBuffer();
    LongBuffer offsets = tensors.bytes(OFFSETS).asLongBuffer();
    int last = offsets.limit() - 1;
    if (last < 0 || offsets.get(0) != 0 || offsets.get(last) != ids.limit()) {
      throw invalid(file, "its offsets do not span its ids");
    }
    for (int i = 0; i < last; i++) {
      if (offsets.get(i) > offsets.get(i + 1)) {
        throw invalid(file, "its offsets decrease after sentence " + i);
      }
    }
    return new TokenFile(ids, offsets);
  }

  private static InvalidInputException invalid(Path file, String reason) {
    return new InvalidInputException(
        file + " is not a token file (" + reason + "); run snowbert:tokenize again.");
  }

  public int sentences() {
    return offsets.limit() - 1;
  }

  /** The tokens of all sentences, {@code [CLS]} and {@code [SEP]} counted. */
  public long tokens() {
    return ids.limit();
  }

  /** The tokens of one sentence, {@code [CLS]} and {@code [SEP]} counted. */
  public int length(int sentence) {
    return (int) (offsets.get(sentence + 1) - offsets.get(sentence));
  }

  /** Where a sentence starts, counted in tokens from the first sentence. */
  public int offset(int sentence) {
    return (int) offsets.get(sentence);
  }

  /** Copies a sentence's ids to {@code into[at, at + length(sentence))}. */
  public void read(int sentence, int[] into, int at) {
    ids.get(offset(sentence), into, at, length(sentence));
  }
}
