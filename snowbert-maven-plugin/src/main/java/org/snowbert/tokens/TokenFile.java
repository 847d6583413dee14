package org.snowbert.tokens;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;

/**
 * Encoded sentences one after the other in a memory-mapped file. {@code input_ids}, I32 [tokens],
 * has their tokens; {@code offsets}, I64 [sentences + 1], has the place where each sentence starts
 * and, last, the number of tokens. Thread-safe.
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
   * Maps a file. Other tensors in it are ignored.
   *
   * @throws InvalidInputException if it is not a token file
   */
  public static TokenFile open(Path file) throws IOException {
    return of(TokenTensors.open(file, "token file", "snowbert:tokenize"));
  }

  /**
   * The sentences of a mapped file.
   *
   * @throws InvalidInputException if the file has no {@code input_ids} and {@code offsets} that fit
   *     together
   */
  public static TokenFile of(TokenTensors tensors) {
    IntBuffer ids = tensors.ints(INPUT_IDS);
    LongBuffer offsets = tensors.longs(OFFSETS);
    int last = offsets.limit() - 1;
    if (last < 0 || offsets.get(0) != 0 || offsets.get(last) != ids.limit()) {
      throw tensors.invalid("its offsets do not span its ids");
    }
    for (int i = 0; i < last; i++) {
      if (offsets.get(i) > offsets.get(i + 1)) {
        throw tensors.invalid("its offsets decrease after sentence " + i);
      }
    }
    return new TokenFile(ids, offsets);
  }

  /** The number of sentences. */
  public int sentences() {
    return offsets.limit() - 1;
  }

  /** The number of tokens of all sentences, {@code [CLS]} and {@code [SEP]} included. */
  public long tokens() {
    return ids.limit();
  }

  /** The number of tokens of one sentence, {@code [CLS]} and {@code [SEP]} included. */
  public int length(int sentence) {
    return (int) (offsets.get(sentence + 1) - offsets.get(sentence));
  }

  /** The number of tokens before a sentence. */
  public int offset(int sentence) {
    return (int) offsets.get(sentence);
  }

  /** Copies the ids of a sentence to {@code into[at, at + length(sentence))}. */
  public void read(int sentence, int[] into, int at) {
    ids.get(offset(sentence), into, at, length(sentence));
  }
}
