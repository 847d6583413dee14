package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Splits sentences into words as transformers' BertTokenizer does, by Hugging Face's own code: its
 * {@code BertNormalizer} and {@code BertPreTokenizer}.
 *
 * <p>The library returns tokens and not the normalised text. So the tokens are the bytes of the
 * words, by a model that has the 256 bytes as its whole vocabulary. A blank always separates words,
 * so what stands between blanks is encoded once.
 */
final class BertSegmenter implements Segmenter {
  private final KeptEncodings<List<String>> words;

  /**
   * A segmenter.
   *
   * @param config of the kind BERT
   * @throws IOException if the native library cannot be loaded
   */
  BertSegmenter(TokenizerConfig config) throws IOException {
    words = new KeptEncodings<>(TokenizerFiles.bytesJson(config), BertSegmenter::words);
  }

  @Override
  public List<String> segment(String sentence) {
    List<String> chunks = Stream.of(sentence.split(" ")).filter(c -> !c.isEmpty()).toList();
    return words.of(chunks).stream().flatMap(List::stream).toList();
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
    words.close();
  }
}
