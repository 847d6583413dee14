package org.snowbert.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** The files from which Hugging Face's libraries load this tokenizer. */
public final class TokenizerFiles {
  static final String VOCABULARY = "vocab.txt";
  static final String CONFIGURATION = "tokenizer_config.json";
  private static final String LENGTH = "model_max_length";
  static final String TOKENIZER = "tokenizer.json";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /**
   * Tells transformers to segment with MeCab. Without the class it would use BertTokenizer, and
   * without the dictionary it would use UniDic. The length is the number of positions of most
   * models. The first value is the name of the subwords.
   */
  private static final String JAPANESE =
      """
      {
        "tokenizer_class": "BertJapaneseTokenizer",
        "model_max_length": 512,
        "do_lower_case": false,
        "word_tokenizer_type": "mecab",
        "subword_tokenizer_type": "%s",
        "mecab_kwargs": {
          "mecab_dic": "ipadic"
        }
      }
      """;

  /** Without these settings, transformers would take those of an uncased model. */
  private static final String BERT =
      """
      {
        "tokenizer_class": "BertTokenizer",
        "model_max_length": 512,
        "do_lower_case": %s,
        "strip_accents": %s,
        "tokenize_chinese_chars": %s
      }
      """;

  private static final String SPECIAL_TOKENS =
      """
      {
        "cls_token": "[CLS]",
        "mask_token": "[MASK]",
        "pad_token": "[PAD]",
        "sep_token": "[SEP]",
        "unk_token": "[UNK]"
      }
      """;

  /** Makes tokenizer.json normalise text as {@link Normalizer#japanese} does. */
  private static final String JAPANESE_TEXT =
      """
      "normalizer": {
        "type": "Sequence",
        "normalizers": [
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": "ー"},
          {"type": "Replace", "pattern": {"String": "’"}, "content": "'"},
          {"type": "Replace", "pattern": {"Regex": "[”“]"}, "content": "\\""},
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": "-"},
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": " "},
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": ""},
          {"type": "NFKC"},
          {"type": "Replace", "pattern": {"Regex": "[\\\\x{00}-\\\\x{1f}\\\\x{7f}-\\\\x{9f}]"}, "content": ""}
        ]
      },
      """
          .formatted(
              Normalizer.LONG_VOWELS,
              Normalizer.HYPHENS,
              escaped(Normalizer.BREAKS),
              escaped(Normalizer.INVISIBLE));

  /** Japanese text is already segmented when tokenizer.json reads it. */
  private static final String SEGMENTED_WORDS =
      """
      "pre_tokenizer": {"type": "WhitespaceSplit"},
      """;

  /** Each character is a word of its own, and so its piece has no ##. */
  private static final String CHARACTERS =
      """
      "pre_tokenizer": {
        "type": "Sequence",
        "pretokenizers": [
          {"type": "WhitespaceSplit"},
          {"type": "Split", "pattern": {"Regex": "."}, "behavior": "Isolated", "invert": false}
        ]
      },
      """;

  private static final String BERT_WORDS =
      """
      "normalizer": {
        "type": "BertNormalizer",
        "clean_text": true,
        "lowercase": %s,
        "strip_accents": %s,
        "handle_chinese_chars": %s
      },
      "pre_tokenizer": {"type": "BertPreTokenizer"},
      """;

  private static final String WORD_PIECE =
      """
      "model": {
        "type": "WordPiece",
        "unk_token": "[UNK]",
        "continuing_subword_prefix": "##",
        "max_input_chars_per_word": 100
      }
      """;

  /** The content of tokenizer.json without the list of special tokens and the vocabulary. */
  private static final String TOKENIZER_JSON =
      """
      {
        "version": "1.0",
        "truncation": null,
        "padding": null,
        "added_tokens": [],
        %s
        "post_processor": {
          "type": "TemplateProcessing",
          "single": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "[SEP]", "type_id": 0}}
          ],
          "pair": [
            {"SpecialToken": {"id": "[CLS]", "type_id": 0}},
            {"Sequence": {"id": "A", "type_id": 0}},
            {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
            {"Sequence": {"id": "B", "type_id": 1}},
            {"SpecialToken": {"id": "[SEP]", "type_id": 1}}
          ],
          "special_tokens": {
            "[CLS]": {"id": "[CLS]", "ids": [%d], "tokens": ["[CLS]"]},
            "[SEP]": {"id": "[SEP]", "ids": [%d], "tokens": ["[SEP]"]}
          }
        },
        "decoder": {"type": "WordPiece", "prefix": "##", "cleanup": false},
        %s
      }
      """;

  /** The content of a tokenizer.json whose tokens are the bytes of the words, without them. */
  private static final String BYTES =
      """
      {
        "version": "1.0",
        "added_tokens": [],
        %s
        "model": {"type": "BPE", "byte_fallback": true, "merges": []}
      }
      """;

  private TokenizerFiles() {}

  /** The characters as the escapes of a regular expression, within a string of JSON. */
  private static String escaped(String characters) {
    return characters.chars().mapToObj("\\\\x{%04x}"::formatted).collect(Collectors.joining());
  }

  /**
   * Writes the four files: {@code vocab.txt}, {@code tokenizer.json}, {@code tokenizer_config.json}
   * and {@code special_tokens_map.json}.
   *
   * @param directory a directory that exists
   */
  public static void write(Vocabulary vocabulary, TokenizerConfig config, Path directory)
      throws IOException {
    vocabulary.write(directory.resolve(VOCABULARY));
    write(directory.resolve(TOKENIZER), tokenizerJson(vocabulary, config) + "\n");
    write(
        directory.resolve(CONFIGURATION),
        switch (config.kind()) {
          case JAPANESE -> JAPANESE.formatted("wordpiece");
          case JAPANESE_CHARACTER -> JAPANESE.formatted("character");
          case BERT -> withRules(BERT, config);
        });
    write(directory.resolve("special_tokens_map.json"), SPECIAL_TOKENS);
  }

  /**
   * Sets the length at which transformers cuts sentences, if a model has another number of
   * positions than most.
   */
  public static void setPositions(Path directory, int positions) throws IOException {
    Path file = directory.resolve(CONFIGURATION);
    JsonObject configuration = parse(Files.readString(file));
    if (configuration.get(LENGTH).getAsInt() != positions) {
      configuration.addProperty(LENGTH, positions);
      write(file, GSON.toJson(configuration) + "\n");
    }
  }

  private static String withRules(String json, TokenizerConfig config) {
    return json.formatted(config.lowerCase(), config.stripAccents(), config.splitIdeographs());
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** The content of tokenizer.json. Japanese text must have spaces between its words. */
  static String tokenizerJson(Vocabulary vocabulary, TokenizerConfig config) {
    String words =
        switch (config.kind()) {
          case JAPANESE -> JAPANESE_TEXT + SEGMENTED_WORDS;
          case JAPANESE_CHARACTER -> JAPANESE_TEXT + CHARACTERS;
          case BERT -> withRules(BERT_WORDS, config);
        };
    JsonObject tokenizer =
        parse(TOKENIZER_JSON.formatted(words, vocabulary.cls(), vocabulary.sep(), WORD_PIECE));
    JsonArray specials = tokenizer.getAsJsonArray("added_tokens");
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.isSpecial(id)) {
        specials.add(special(id, vocabulary.token(id)));
      }
    }
    return withVocabulary(tokenizer, vocabulary);
  }

  /** The content of a tokenizer.json that takes one word, and splits it by WordPiece. */
  static String wordPieceJson(Vocabulary vocabulary) {
    return withVocabulary(parse("{\"version\": \"1.0\", " + WORD_PIECE + "}"), vocabulary);
  }

  /**
   * The content of a tokenizer.json that finds the words of a configuration of the kind BERT, and
   * makes each byte of a word a token, whose id is the byte.
   */
  static String bytesJson(TokenizerConfig config) {
    JsonObject tokenizer = parse(BYTES.formatted(withRules(BERT_WORDS, config)));
    JsonObject bytes = new JsonObject();
    for (int value = 0; value < 256; value++) {
      bytes.addProperty("<0x%02X>".formatted(value), value);
    }
    tokenizer.getAsJsonObject("model").add("vocab", bytes);
    return GSON.toJson(tokenizer);
  }

  /**
   * Opens the content of a tokenizer.json.
   *
   * @throws IOException if the native library cannot be loaded
   */
  static HuggingFaceTokenizer open(String json) throws IOException {
    return HuggingFaceTokenizer.newInstance(
        new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)),
        Map.of("truncation", "false", "padding", "false"));
  }

  private static JsonObject parse(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }

  private static String withVocabulary(JsonObject tokenizer, Vocabulary vocabulary) {
    JsonObject pieces = new JsonObject();
    for (int id = 0; id < vocabulary.size(); id++) {
      pieces.addProperty(vocabulary.token(id), id);
    }
    tokenizer.getAsJsonObject("model").add("vocab", pieces);
    return GSON.toJson(tokenizer);
  }

  private static JsonObject special(int id, String token) {
    JsonObject special = new JsonObject();
    special.addProperty("id", id);
    special.addProperty("content", token);
    special.addProperty("single_word", false);
    special.addProperty("lstrip", false);
    special.addProperty("rstrip", false);
    special.addProperty("normalized", false);
    special.addProperty("special", true);
    return special;
  }
}
