package org.snowbert.masking;

import java.io.IOException;
import java.nio.IntBuffer;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.internal.TokenLabel;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.safetensors.TensorOutput;
import org.snowbert.tokens.TokenFile;
import org.snowbert.tokens.TokenTensors;

/**
 * Sentences with fixed masks in a memory-mapped file: a {@link TokenFile} of the masked ids that
 * also has {@code labels}, I32 [tokens], the original id of each scored token and {@link
 * TokenLabel#IGNORE_INDEX} for every other token. Thread-safe.
 */
public final class MaskedFile {
  private static final String LABELS = "labels";

  private final TokenFile tokens;
  private final IntBuffer labels;

  private MaskedFile(TokenFile tokens, IntBuffer labels) {
    this.tokens = tokens;
    this.labels = labels;
  }

  /**
   * Maps a file.
   *
   * @throws InvalidInputException if it is not a masked file
   */
  public static MaskedFile open(Path file) throws IOException {
    TokenTensors tensors = TokenTensors.open(file, "masked file", "snowbert:mask");
    TokenFile tokens = TokenFile.of(tensors);
    IntBuffer labels = tensors.ints(LABELS);
    if (labels.limit() != tokens.tokens()) {
      throw tensors.invalid("it does not have one label for each token");
    }
    return new MaskedFile(tokens, labels);
  }

  /**
   * Masks every sentence and writes the file, in constant memory. The masks of sentence {@code i}
   * are drawn from {@code RandomStream.of(seed, stream, i)}.
   */
  public static void write(Path target, TokenFile tokens, Masker masker, long seed, String stream)
      throws IOException {
    Pass pass = new Pass(tokens, masker, seed, stream);
    long[] shape = {tokens.tokens()};
    new SafeTensorsWriter()
        .add(TokenFile.INPUT_IDS, DType.I32, shape, output -> pass.write(output, pass.ids))
        .add(LABELS, DType.I32, shape, output -> pass.write(output, pass.labels))
        .add(
            TokenFile.OFFSETS,
            DType.I64,
            new long[] {tokens.sentences() + 1L},
            output -> writeOffsets(output, tokens))
        .write(target);
  }

  private static void writeOffsets(TensorOutput output, TokenFile tokens) throws IOException {
    for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
      output.putLong(tokens.offset(sentence));
    }
    output.putLong(tokens.tokens());
  }

  /**
   * Masks all sentences again for each tensor: that is cheaper than storing the labels until they
   * are written.
   */
  private static final class Pass {
    private final TokenFile tokens;
    private final Masker masker;
    private final long seed;
    private final String stream;
    private final int[] ids;
    private final int[] labels;

    Pass(TokenFile tokens, Masker masker, long seed, String stream) {
      this.tokens = tokens;
      this.masker = masker;
      this.seed = seed;
      this.stream = stream;
      int longest = MaskedFile.longest(tokens);
      this.ids = new int[longest];
      this.labels = new int[longest];
    }

    void write(TensorOutput output, int[] wanted) throws IOException {
      for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
        int length = tokens.length(sentence);
        tokens.read(sentence, ids, 0);
        masker.mask(RandomStream.of(seed, stream, sentence), ids, labels, 0, length);
        for (int i = 0; i < length; i++) {
          output.putInt(wanted[i]);
        }
      }
    }
  }

  /** The number of sentences. */
  public int sentences() {
    return tokens.sentences();
  }

  /** The number of tokens of all sentences, {@code [CLS]} and {@code [SEP]} included. */
  public long tokens() {
    return tokens.tokens();
  }

  /** The number of tokens of the longest sentence; 0 without a sentence. */
  public int longest() {
    return longest(tokens);
  }

  private static int longest(TokenFile tokens) {
    int longest = 0;
    for (int sentence = 0; sentence < tokens.sentences(); sentence++) {
      longest = Math.max(longest, tokens.length(sentence));
    }
    return longest;
  }

  /** The number of tokens of one sentence, {@code [CLS]} and {@code [SEP]} included. */
  public int length(int sentence) {
    return tokens.length(sentence);
  }

  /**
   * Copies the masked ids of a sentence to {@code ids[at, at + length(sentence))}, and its labels
   * to the same range of {@code labels}.
   */
  public void read(int sentence, int[] ids, int[] labels, int at) {
    tokens.read(sentence, ids, at);
    this.labels.get(tokens.offset(sentence), labels, at, length(sentence));
  }
}
