package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Splits words into the longest pieces that a vocabulary has, by Hugging Face's tokenizers.
 *
 * <p>A word of more than 100 code points, or one that no pieces make up, is one {@code [UNK]}. The
 * words of a language are few beside a corpus, so each is encoded once and kept, as long as there
 * are not too many. Loads a native library. Not thread-safe.
 */
public final class WordPiece implements AutoCloseable {
  private static final int KEPT = 1 << 17;

  private final HuggingFaceTokenizer tokenizer;
  private final Map<String, int[]> pieces = new HashMap<>();

  /**
   * Splits by a vocabulary.
   *
   * @param segmentation that found the words
   */
  public WordPiece(Vocabulary vocabulary, Segmentation segmentation) throws IOException {
    byte[] json =
        TokenizerFiles.tokenizerJson(vocabulary, segmentation).getBytes(StandardCharsets.UTF_8);
    tokenizer =
        HuggingFaceTokenizer.newInstance(
            new ByteArrayInputStream(json), Map.of("truncation", "false", "padding", "false"));
  }

  /** The ids of each word's pieces, in the order of the words; the arrays are not to be changed. */
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
