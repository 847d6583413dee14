package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Splits words into the longest pieces that a vocabulary has, by Hugging Face's tokenizers.
 *
 * <p>A word of more than 100 code points, or one that the pieces do not make up, becomes one {@code
 * [UNK]}. Loads a native library. Not thread-safe.
 */
final class WordPiece implements Subwords {
  private final KeptEncodings<int[]> pieces;

  /**
   * Splits words by a vocabulary.
   *
   * @throws IOException if the native library cannot be loaded
   */
  WordPiece(Vocabulary vocabulary) throws IOException {
    pieces = new KeptEncodings<>(TokenizerFiles.wordPieceJson(vocabulary), WordPiece::ids);
  }

  private static int[] ids(Encoding encoding) {
    return LongStream.of(encoding.getIds()).mapToInt(Math::toIntExact).toArray();
  }

  @Override
  public List<int[]> encode(List<String> words) {
    return pieces.of(words);
  }

  @Override
  public void close() {
    pieces.close();
  }
}
