package org.snowbert.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.JsonFiles;
import org.snowbert.text.TokenizerConfig.Kind;

/**
 * Reads the configuration of a model's tokenizer as transformers' AutoTokenizer does. The class is
 * that of {@code tokenizer_config.json}, else that of {@code config.json}, else BertTokenizer. What
 * a file leaves out is what the class of transformers 5 takes instead.
 */
final class TokenizerConfigReader {
  private static final String JAPANESE_TOKENIZER = "BertJapaneseTokenizer";

  /** What a configuration calls each special token, and the token. */
  private static final Map<String, String> SPECIALS =
      Map.of(
          "pad_token", Vocabulary.PAD,
          "unk_token", Vocabulary.UNK,
          "cls_token", Vocabulary.CLS,
          "sep_token", Vocabulary.SEP,
          "mask_token", Vocabulary.MASK);

  private final Path folder;
  private final Path file;
  private final JsonObject json;

  private TokenizerConfigReader(Path folder, Path file, JsonObject json) {
    this.folder = folder;
    this.file = file;
    this.json = json;
  }

  static TokenizerConfig read(Path folder) throws IOException {
    Path file = folder.resolve(TokenizerFiles.CONFIGURATION);
    JsonObject json = Files.exists(file) ? parse(file) : new JsonObject();
    try {
      TokenizerConfigReader reader = new TokenizerConfigReader(folder, file, json);
      reader.requireUsualTokens();
      return reader.config();
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) { // of Gson, for a value that is missing or of another type
      throw damaged(file, e);
    }
  }

  private static JsonObject parse(Path file) throws IOException {
    try {
      return JsonFiles.parse(file, TokenizerJson.LARGEST, json -> json);
    } catch (JsonParseException e) {
      throw damaged(file, e);
    }
  }

  private static InvalidInputException damaged(Path file, RuntimeException cause) {
    return new InvalidInputException(
        "%s is not the configuration of a tokenizer (%s): take it from the model again"
            .formatted(file, cause.getMessage()),
        cause);
  }

  private TokenizerConfig config() throws IOException {
    String tokenizer = tokenizerClass();
    return switch (tokenizer) {
      case JAPANESE_TOKENIZER -> japanese();
      case "BertTokenizer", "BertTokenizerFast" ->
          bert(json, "do_lower_case", "tokenize_chinese_chars");
      case "PreTrainedTokenizerFast", "TokenizersBackend" -> ofTokenizerJson(tokenizer);
      default -> throw unsupported(file, Excerpt.of(tokenizer));
    };
  }

  private String tokenizerClass() throws IOException {
    String name = text(json, "tokenizer_class");
    Path model = folder.resolve("config.json");
    if (name == null && Files.exists(model)) {
      name = text(parse(model), "tokenizer_class");
    }
    return name == null ? "BertTokenizer" : name;
  }

  private TokenizerConfig japanese() {
    require(json, "word_tokenizer_type", "mecab", "basic");
    require(json, "do_word_tokenize", "true", "true");
    require(json, "do_subword_tokenize", "true", "true");
    require(json, "do_lower_case", "false", "false");
    JsonElement mecab = json.get("mecab_kwargs");
    JsonObject kwargs = isAbsent(mecab) ? new JsonObject() : mecab.getAsJsonObject();
    require(kwargs, "normalize_text", "true", "true");
    if ("character".equals(text(json, "subword_tokenizer_type"))) {
      return TokenizerConfig.JAPANESE_CHARACTER; // the same characters in any dictionary's words
    }
    require(json, "subword_tokenizer_type", "wordpiece", "wordpiece");
    require(kwargs, "mecab_option", "none", "none");
    if (!kwargs.has("mecab_dic")) {
      throw new InvalidInputException(
          "%s names no dictionary for MeCab, and transformers then takes unidic_lite, whose words cannot be found here: if the model was trained with IPADIC, as the first ones of Tohoku University were, add \"mecab_kwargs\": {\"mecab_dic\": \"ipadic\"}"
              .formatted(file));
    }
    require(kwargs, "mecab_dic", "ipadic", "none");
    return TokenizerConfig.JAPANESE;
  }

  /**
   * The configuration that a {@code tokenizer.json} holds, if it is that of a BertTokenizer.
   *
   * @param tokenizer the class of the tokenizer, which stands for any tokenizer.json
   */
  private TokenizerConfig ofTokenizerJson(String tokenizer) throws IOException {
    Path tokenizerFile = folder.resolve(TokenizerFiles.TOKENIZER);
    if (!Files.exists(tokenizerFile)) {
      throw new InvalidInputException(
          "%s names the class %s, but there is no %s: take the model's files again"
              .formatted(file, tokenizer, tokenizerFile));
    }
    JsonObject content = parse(tokenizerFile);
    JsonElement normalizer = content.get("normalizer");
    JsonElement words = content.get("pre_tokenizer");
    if (!isOf(normalizer, "BertNormalizer")
        || !isOf(words, "BertPreTokenizer")
        || !isTrue(normalizer.getAsJsonObject(), "clean_text", true)) {
      throw unsupported(tokenizerFile, "not that of a BertTokenizer");
    }
    return bert(normalizer.getAsJsonObject(), "lowercase", "handle_chinese_chars");
  }

  private static boolean isOf(@Nullable JsonElement part, String type) {
    return part != null && part.isJsonObject() && type.equals(text(part.getAsJsonObject(), "type"));
  }

  /** Accents are stripped where letters become small, unless the rules say otherwise. */
  private static TokenizerConfig bert(JsonObject rules, String lowerCase, String ideographs) {
    boolean isLower = isTrue(rules, lowerCase, true);
    return new TokenizerConfig(
        Kind.BERT,
        isLower,
        isTrue(rules, "strip_accents", isLower),
        isTrue(rules, ideographs, true));
  }

  /** Refuses special tokens of other names, and tokens that were added to the vocabulary. */
  private void requireUsualTokens() {
    SPECIALS.forEach(
        (key, token) -> {
          JsonElement value = json.get(key);
          if (!isAbsent(value) && !token.equals(content(value))) {
            throw unsupported(file, "one with %s %s".formatted(key, Excerpt.of(content(value))));
          }
        });
    JsonElement added = json.get("added_tokens_decoder");
    if (!isAbsent(added)) {
      added.getAsJsonObject().asMap().values().forEach(this::requireUsual);
    }
    for (String key : new String[] {"additional_special_tokens", "extra_special_tokens"}) {
      JsonElement tokens = json.get(key);
      if (!isAbsent(tokens) && tokens.isJsonArray()) {
        tokens.getAsJsonArray().forEach(this::requireUsual);
      }
    }
  }

  private void requireUsual(JsonElement token) {
    if (!Vocabulary.SPECIALS.contains(content(token))) {
      throw unsupported(file, "one with the added token " + Excerpt.of(content(token)));
    }
  }

  /** A token stands as a string, or as an object with its content. */
  private static String content(JsonElement token) {
    return token.isJsonObject()
        ? token.getAsJsonObject().get("content").getAsString()
        : token.getAsString();
  }

  private void require(JsonObject object, String key, String supported, String usual) {
    String value = text(object, key);
    if (!supported.equals(value == null ? usual : value)) {
      throw unsupported(
          file,
          "a %s with %s %s"
              .formatted(JAPANESE_TOKENIZER, key, Excerpt.of(value == null ? usual : value)));
    }
  }

  private static InvalidInputException unsupported(Path file, String tokenizer) {
    return new InvalidInputException(
        "the tokenizer of %s is %s, whose tokens cannot be made here: take a model with a BertTokenizer, or with a BertJapaneseTokenizer of MeCab and IPADIC or of characters"
            .formatted(file, tokenizer));
  }

  private static @Nullable String text(JsonObject object, String key) {
    JsonElement value = object.get(key);
    return isAbsent(value) ? null : value.getAsString();
  }

  private static boolean isTrue(JsonObject object, String key, boolean usual) {
    JsonElement value = object.get(key);
    return isAbsent(value) ? usual : value.getAsBoolean();
  }

  private static boolean isAbsent(@Nullable JsonElement element) {
    return element == null || element.isJsonNull();
  }
}
