package org.snowbert.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.JsonFiles;

/** How sentences are brought into one form and split into words. */
public enum Segmentation {
  /**
   * As transformers' BertJapaneseTokenizer does it with MeCab and IPADIC, after the replacements
   * that Japanese text needs.
   */
  JAPANESE {
    @Override
    public String normalize(String sentence) {
      return Normalizer.japanese(sentence);
    }

    @Override
    public Segmenter segmenter() {
      return new JapaneseSegmenter();
    }
  },

  /** As transformers' BertTokenizer does it, cased: words at white space, punctuation apart. */
  WHITESPACE {
    @Override
    public String normalize(String sentence) {
      return Normalizer.clean(sentence);
    }

    @Override
    public Segmenter segmenter() {
      return new WhitespaceSegmenter();
    }
  };

  private static final Set<String> BERT_TOKENIZERS = Set.of("BertTokenizer", "BertTokenizerFast");

  /** The one form of a sentence. It has no line break; of a blank sentence it is empty. */
  public abstract String normalize(String sentence);

  /** A new segmenter. */
  public abstract Segmenter segmenter();

  /**
   * That of a model: what its {@code tokenizer_config.json} names. Without one it is Japanese, as
   * with every class of tokenizer but BertTokenizer.
   *
   * @param folder the model's
   * @throws InvalidInputException if the file is damaged, or its BertTokenizer changes letters
   */
  public static Segmentation read(Path folder) throws IOException {
    Path file = folder.resolve(TokenizerFiles.CONFIGURATION);
    if (!Files.exists(file)) {
      return JAPANESE;
    }
    try {
      return JsonFiles.parse(file, json -> of(file, json));
    } catch (JsonParseException e) {
      throw new InvalidInputException(
          "%s is not the configuration of a tokenizer (%s): take it from the model again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static Segmentation of(Path file, JsonObject json) {
    JsonElement name = json.get("tokenizer_class");
    if (isAbsent(name) || !BERT_TOKENIZERS.contains(name.getAsString())) {
      return JAPANESE;
    }
    JsonElement accents = json.get("strip_accents");
    if (isLowerCasing(json) || (!isAbsent(accents) && accents.getAsBoolean())) {
      throw new InvalidInputException(
          "the tokenizer of %s lower-cases its text or strips accents, which is not supported: take a cased model, whose do_lower_case is false"
              .formatted(file));
    }
    return WHITESPACE;
  }

  /** Where nothing is said, BertTokenizer does. */
  private static boolean isLowerCasing(JsonObject json) {
    JsonElement lower = json.get("do_lower_case");
    return isAbsent(lower) || lower.getAsBoolean();
  }

  private static boolean isAbsent(@Nullable JsonElement element) {
    return element == null || element.isJsonNull();
  }
}
