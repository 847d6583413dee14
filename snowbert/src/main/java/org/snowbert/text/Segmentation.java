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

/** The way in which sentences are normalised and split into words. */
public enum Segmentation {
  /**
   * Like transformers' BertJapaneseTokenizer with MeCab and IPADIC, after the replacement of some
   * signs of Japanese text.
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

  /** Like transformers' cased BertTokenizer: at white space, and around each punctuation mark. */
  WHITESPACE {
    @Override
    public String normalize(String sentence) {
      return Normalizer.bert(sentence);
    }

    @Override
    public Segmenter segmenter() {
      return new WhitespaceSegmenter();
    }
  };

  private static final Set<String> BERT_TOKENIZERS = Set.of("BertTokenizer", "BertTokenizerFast");

  /** The normalised sentence, without line breaks; empty for a blank sentence. */
  public abstract String normalize(String sentence);

  /** A new segmenter. */
  public abstract Segmenter segmenter();

  /**
   * The segmentation of a model. Its {@code tokenizer_config.json} names the class of its
   * tokenizer: BertTokenizer means {@link #WHITESPACE}; any other class, or no such file, means
   * {@link #JAPANESE}.
   *
   * @param folder the model's folder
   * @throws InvalidInputException if the file is damaged, or its BertTokenizer lower-cases text or
   *     strips accents
   * @throws IOException if the file cannot be read
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

  /** BertTokenizer lower-cases text unless its configuration says otherwise. */
  private static boolean isLowerCasing(JsonObject json) {
    JsonElement lower = json.get("do_lower_case");
    return isAbsent(lower) || lower.getAsBoolean();
  }

  private static boolean isAbsent(@Nullable JsonElement element) {
    return element == null || element.isJsonNull();
  }
}
