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
import org.snowbert.internal.Excerpt;
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

  private static final String JAPANESE_TOKENIZER = "BertJapaneseTokenizer";

  private static final Set<String> BERT_TOKENIZERS = Set.of("BertTokenizer", "BertTokenizerFast");

  /** The normalised sentence, without line breaks; empty for a blank sentence. */
  public abstract String normalize(String sentence);

  /** A new segmenter. */
  public abstract Segmenter segmenter();

  /**
   * The segmentation of a model. Its {@code tokenizer_config.json} names the class of its
   * tokenizer: a cased BertTokenizer means {@link #WHITESPACE}; a BertJapaneseTokenizer with MeCab,
   * IPADIC and WordPiece, or no class, means {@link #JAPANESE}.
   *
   * @param folder the model's folder
   * @throws InvalidInputException if the file is damaged, or names any other tokenizer
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
    String tokenizer = isAbsent(name) ? JAPANESE_TOKENIZER : name.getAsString();
    if (tokenizer.equals(JAPANESE_TOKENIZER)) {
      if (!isAbsent(name)) {
        requireMecabWithIpadic(file, json);
      }
      return JAPANESE;
    }
    if (!BERT_TOKENIZERS.contains(tokenizer)) {
      throw unsupported(file, Excerpt.of(tokenizer));
    }
    JsonElement accents = json.get("strip_accents");
    if (isLowerCasing(json) || (!isAbsent(accents) && accents.getAsBoolean())) {
      throw new InvalidInputException(
          "the tokenizer of %s lower-cases its text or strips accents, which is not supported: take a cased model, whose do_lower_case is false"
              .formatted(file));
    }
    return WHITESPACE;
  }

  /**
   * Refuses a BertJapaneseTokenizer that makes other tokens. The values of parameters that are
   * absent are those of transformers 4.57.
   */
  private static void requireMecabWithIpadic(Path file, JsonObject json) {
    JsonElement mecab = json.get("mecab_kwargs");
    JsonObject kwargs = isAbsent(mecab) ? new JsonObject() : mecab.getAsJsonObject();
    require(file, json, "word_tokenizer_type", "mecab", "basic");
    require(file, kwargs, "mecab_dic", "ipadic", "unidic_lite");
    require(file, kwargs, "mecab_option", "none", "none");
    require(file, kwargs, "normalize_text", "true", "true");
    require(file, json, "subword_tokenizer_type", "wordpiece", "wordpiece");
    require(file, json, "do_lower_case", "false", "false");
  }

  private static void require(
      Path file, JsonObject json, String key, String supported, String usual) {
    JsonElement value = json.get(key);
    String text = isAbsent(value) ? usual : value.getAsString();
    if (!text.equals(supported)) {
      throw unsupported(
          file, "a %s with %s %s".formatted(JAPANESE_TOKENIZER, key, Excerpt.of(text)));
    }
  }

  private static InvalidInputException unsupported(Path file, String tokenizer) {
    return new InvalidInputException(
        "the tokenizer of %s is %s, whose tokens cannot be made here: take a model with a BertJapaneseTokenizer of MeCab, IPADIC and WordPiece, or with a cased BertTokenizer"
            .formatted(file, tokenizer));
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
