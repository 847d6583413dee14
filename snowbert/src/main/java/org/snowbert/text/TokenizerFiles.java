package org.snowbert.text;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The files from which Hugging Face's libraries load this tokenizer. */
public final class TokenizerFiles {
  static final String VOCABULARY = "vocab.txt";
  static final String CONFIGURATION = "tokenizer_config.json";

  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /**
   * Tells transformers to segment with MeCab. Without the class it would use BertTokenizer, and
   * without the dictionary it would use UniDic. The length is the number of positions of every
   * model.
   */
  private static final String JAPANESE =
      """
      {
        "tokenizer_class": "BertJapaneseTokenizer",
        "model_max_length": 512,
        "do_lower_case": false,
        "word_tokenizer_type": "mecab",
        "subword_tokenizer_type": "wordpiece",
        "mecab_kwargs": {
          "mecab_dic": "ipadic"
        }
      }
      """;

  /**
   * Without these settings, transformers would lower-case text, strip accents and make each
   * ideograph a word.
   */
  private static final String WHITESPACE =
      """
      {
        "tokenizer_class": "BertTokenizer",
        "model_max_length": 512,
        "do_lower_case": false,
        "strip_accents": false,
        "tokenize_chinese_chars": false
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

  /**
   * Tells tokenizer.json how to find words: Japanese text is already segmented. The normalizer does
   * what {@link Normalizer#japanese} does.
   */
  private static final String JAPANESE_WORDS =
      """
      "normalizer": {
        "type": "Sequence",
        "normalizers": [
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": "ー"},
          {"type": "Replace", "pattern": {"String": "’"}, "content": "'"},
          {"type": "Replace", "pattern": {"Regex": "[”“]"}, "content": "\\""},
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": "-"},
          {"type": "Replace", "pattern": {"Regex": "[%s]"}, "content": " "},
          {"type": "NFKC"},
          {"type": "Replace", "pattern": {"Regex": "[\\\\x{00}-\\\\x{1f}\\\\x{7f}-\\\\x{9f}%s]"}, "content": ""}
        ]
      },
      "pre_tokenizer": {"type": "WhitespaceSplit"},
      """
          .formatted(
              Normalizer.LONG_VOWELS,
              Normalizer.HYPHENS,
              escaped(Normalizer.BREAKS),
              escaped(Normalizer.INVISIBLE));

  private static final String WHITESPACE_WORDS =
      """
      "normalizer": {
        "type": "BertNormalizer",
        "clean_text": true,
        "handle_chinese_chars": false,
        "strip_accents": false,
        "lowercase": false
      },
      "pre_tokenizer": {"type": "BertPreTokenizer"},
      """;

  /** The content of tokenizer.json without the list of special tokens and the vocabulary. */
  private static final String TOKENIZER =
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
        "model": {
          "type": "WordPiece",
          "unk_token": "[UNK]",
          "continuing_subword_prefix": "##",
          "max_input_chars_per_word": 100
        }
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
  public static void write(Vocabulary vocabulary, Segmentation segmentation, Path directory)
      throws IOException {
    vocabulary.write(directory.resolve(VOCABULARY));
    write(directory.resolve("tokenizer.json"), tokenizerJson(vocabulary, segmentation) + "\n");
    write(
        directory.resolve(CONFIGURATION),
        switch (segmentation) {
          case JAPANESE -> JAPANESE;
          case WHITESPACE -> WHITESPACE;
        });
    write(directory.resolve("special_tokens_map.json"), SPECIAL_TOKENS);
  }

  private static void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** The content of tokenizer.json. Japanese text must have spaces between its words. */
  static String tokenizerJson(Vocabulary vocabulary, Segmentation segmentation) {
    String words =
        switch (segmentation) {
          case JAPANESE -> JAPANESE_WORDS;
          case WHITESPACE -> WHITESPACE_WORDS;
        };
    JsonObject tokenizer =
        JsonParser.parseString(TOKENIZER.formatted(words, vocabulary.cls(), vocabulary.sep()))
            .getAsJsonObject();
    JsonArray specials = tokenizer.getAsJsonArray("added_tokens");
    JsonObject pieces = new JsonObject();
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.isSpecial(id)) {
        specials.add(special(id, vocabulary.token(id)));
      }
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
