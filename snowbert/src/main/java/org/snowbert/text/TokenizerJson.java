package org.snowbert.text;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.JsonFiles;

/** Reads the vocabulary of a {@code tokenizer.json}, the file of Hugging Face's tokenizers. */
final class TokenizerJson {
  /** The most bytes of a file; one with half a million tokens has 10 MB. */
  static final int LARGEST = 16 << 20;

  private TokenizerJson() {}

  /**
   * The tokens in the order of their ids.
   *
   * @throws InvalidInputException if the file is absent or damaged, is not of BERT's WordPiece, or
   *     its ids have gaps
   * @throws IOException if the file cannot be read
   */
  static List<String> tokens(Path file) throws IOException {
    try {
      return JsonFiles.parse(file, LARGEST, json -> tokens(file, json));
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "there is no vocabulary %s: name a file that exists".formatted(file), e);
    } catch (JsonParseException e) {
      throw new InvalidInputException(
          "%s is not the file of a tokenizer (%s): take it from the model again"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static List<String> tokens(Path file, JsonObject json) {
    JsonObject model = json.getAsJsonObject("model");
    if (model == null || !model.has("vocab")) {
      throw new JsonParseException("it has no model with a vocab");
    }
    require(file, model, "type", "WordPiece");
    require(file, model, "unk_token", Vocabulary.UNK);
    require(file, model, "continuing_subword_prefix", Vocabulary.CONTINUATION);
    require(file, model, "max_input_chars_per_word", "100");
    Map<Integer, String> tokens = new HashMap<>();
    model
        .getAsJsonObject("vocab")
        .asMap()
        .forEach((token, id) -> tokens.merge(whole(id), token, (a, b) -> duplicate(file, a, b)));
    if (json.has("added_tokens")) {
      for (JsonElement added : json.getAsJsonArray("added_tokens")) {
        JsonObject token = added.getAsJsonObject();
        String content = token.get("content").getAsString();
        if (!Vocabulary.SPECIALS.contains(content)) {
          throw new InvalidInputException(
              "%s adds the token %s to its vocabulary, which cannot be read here: take a model without added tokens"
                  .formatted(file, Excerpt.of(content)));
        }
        tokens.put(whole(token.get("id")), content);
      }
    }
    return IntStream.range(0, tokens.size())
        .mapToObj(
            id -> {
              String token = tokens.get(id);
              if (token == null) {
                throw new InvalidInputException(
                    "%s has %,d tokens, but none with the id %d: take it from the model again"
                        .formatted(file, tokens.size(), id));
              }
              return token;
            })
        .toList();
  }

  private static String duplicate(Path file, String first, String second) {
    throw new InvalidInputException(
        "%s gives %s and %s the same id: take it from the model again"
            .formatted(file, Excerpt.of(first), Excerpt.of(second)));
  }

  private static int whole(JsonElement id) {
    return new BigDecimal(id.getAsString()).intValueExact();
  }

  private static void require(Path file, JsonObject model, String key, String value) {
    JsonElement found = model.get(key);
    if (found != null && !found.isJsonNull() && !found.getAsString().equals(value)) {
      throw new InvalidInputException(
          "%s has %s %s, but only %s is supported: take a model with a BertTokenizer"
              .formatted(file, key, Excerpt.of(found.getAsString()), value));
    }
  }
}
