package org.snowbert.text;

import ai.djl.huggingface.tokenizers.Encoding;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * What Hugging Face's tokenizers make of short texts. A corpus repeats its words, so the results
 * are kept, up to a number of characters.
 *
 * <p>Loads a native library. Not thread-safe.
 */
final class KeptEncodings<T> implements AutoCloseable {
  /**
   * The number of characters of texts above which all results are dropped. Text without blanks,
   * such as Chinese, has long texts, and a word for each character.
   */
  private static final int KEPT = 1 << 20;

  private final HuggingFaceTokenizer tokenizer;
  private final Function<Encoding, T> use;
  private final Map<String, T> kept = new HashMap<>();
  private long characters;

  /**
   * Opens a tokenizer.
   *
   * @param json the content of a tokenizer.json
   * @param use reads an encoding
   * @throws IOException if the native library cannot be loaded
   */
  KeptEncodings(String json, Function<Encoding, T> use) throws IOException {
    this.tokenizer = TokenizerFiles.open(json);
    this.use = use;
  }

  /** The result for each text, in the order of the texts. */
  List<T> of(List<String> texts) {
    if (characters > KEPT) {
      kept.clear();
      characters = 0;
    }
    List<String> fresh = texts.stream().filter(text -> !kept.containsKey(text)).distinct().toList();
    if (!fresh.isEmpty()) {
      Encoding[] encodings = tokenizer.batchEncode(fresh, false, false);
      for (int i = 0; i < encodings.length; i++) {
        kept.put(fresh.get(i), use.apply(encodings[i]));
        characters += fresh.get(i).length();
      }
    }
    return texts.stream().map(text -> Objects.requireNonNull(kept.get(text))).toList();
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
