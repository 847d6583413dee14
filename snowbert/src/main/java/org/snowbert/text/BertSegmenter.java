package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Splits sentences into words as transformers' BertTokenizer does, by Hugging Face's own code: its
 * {@code BertNormalizer} and {@code BertPreTokenizer}.
 *
 * <p>The library returns tokens and not the normalised text. So the tokens are the bytes of the
 * words, by a model that has the 256 bytes as its whole vocabulary. A blank always separates words,
 * and a corpus repeats what stands between blanks, so its words are kept, up to a number.
 */
final class BertSegmenter implements Segmenter {
  /** The number of entries above which all kept words are dropped. */
  private static final int KEPT = 1 << 17;

  private final HuggingFaceTokenizer bytes;
  private final Map<String, List<String>> words = new HashMap<>();

  /**
   * A segmenter.
   *
   * @param config of the kind BERT
   * @throws IOException if the native library cannot be loaded
   */
  BertSegmenter(TokenizerConfig config) throws IOException {
    bytes = TokenizerFiles.open(TokenizerFiles.bytesJson(config));
  }

  @Override
  public List<String> segment(String sentence) {
    if (words.size() > KEPT) {
      words.clear();
    }
    List<String> chunks = Stream.of(sentence.split(" ")).filter(c -> !c.isEmpty()).toList();
    List<String> fresh = chunks.stream().filter(c -> !words.containsKey(c)).distinct().toList();
    if (!fresh.isEmpty()) {
      Encoding[] encodings = bytes.batchEncode(fresh, false, false);
      for (int i = 0; i < encodings.length; i++) {
        words.put(fresh.get(i), words(encodings[i]));
      }
    }
    return chunks.stream().flatMap(chunk -> words.getOrDefault(chunk, List.of()).stream()).toList();
  }

  /** Joins the bytes of each word. */
  private static List<String> words(Encoding encoding) {
    long[] ids = encoding.getIds();
    long[] wordIds = encoding.getWordIds();
    byte[] bytes = new byte[ids.length];
    List<String> words = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < ids.length; i++) {
      bytes[i] = (byte) ids[i];
      if (i + 1 == ids.length || wordIds[i + 1] != wordIds[i]) {
        words.add(new String(bytes, start, i + 1 - start, StandardCharsets.UTF_8));
        start = i + 1;
      }
    }
    return List.copyOf(words);
  }

  @Override
  public void close() {
    bytes.close();
  }
}
