package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Splits words into the longest pieces that a vocabulary has, by Hugging Face's tokenizers.
 *
 * <p>A word of more than 100 code points, or one that the pieces do not make up, becomes one {@code
 * [UNK]}. A corpus repeats its words, so the pieces of each word are kept, up to a number of words.
 * Loads a native library. Not thread-safe.
 */
final class WordPiece implements Subwords {
  /** The number of words above which all kept words are dropped. */
  private static final int KEPT = 1 << 17;

  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, int[]> pieces = new HashMap<>();

  /**
   * Splits words by a vocabulary.
   *
   * @throws IOException if the native library cannot be loaded
   */
  WordPiece(Vocabulary vocabulary) throws IOException {
    tokenizer = TokenizerFiles.open(TokenizerFiles.wordPieceJson(vocabulary));
  }

  @Override
  public List<int[]> encode(List<String> words) {
    if (pieces.size() > KEPT) {
      pieces.clear();
    }
    List<String> fresh =
        words.stream().filter(word -> !pieces.containsKey(word)).distinct().toList();
    if (!fresh.isEmpty()) {
      Encoding[] encodings = tokenizer.batchEncode(fresh, false, false);
      for (int i = 0; i < encodings.length; i++) {
        long[] ids = encodings[i].getIds();
        pieces.put(fresh.get(i), LongStream.of(ids).mapToInt(Math::toIntExact).toArray());
      }
    }
    return words.stream().map(pieces::get).toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
