package org.snowbert.model;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;
import org.snowbert.internal.JsonFiles;

/**
 * The sizes of a {@code BertForMaskedLM}: the content of transformers' {@code config.json}.
 *
 * @param vocabularySize rows of the word embeddings; at least the size of the vocabulary
 * @param width of the hidden states
 * @param intermediate width inside the feed-forward layers
 * @param maxPositions rows of the position embeddings
 * @param dropout probability of hidden and attention dropout in training
 * @param padding id of {@code [PAD]}
 */
public record BertConfig(
    int vocabularySize,
    int width,
    int layers,
    int heads,
    int intermediate,
    int maxPositions,
    double dropout,
    int padding)
    implements Serializable {
  /** The most heads, and the largest width; no model has as many. */
  private static final int MOST = 1 << 16;

  private static final int MOST_LAYERS = 1 << 10;

  /** The configuration of a size: a head is 64 wide, and the intermediate width is 4 × width. */
  public static BertConfig of(
      ModelSize size, int vocabularySize, int maxPositions, double dropout, int padding) {
    int width = size.width();
    return new BertConfig(
        vocabularySize,
        width,
        size.layers(),
        width / 64,
        4 * width,
        maxPositions,
        dropout,
        padding);
  }

  /** The same sizes, with another dropout. */
  public BertConfig withDropout(double other) {
    return new BertConfig(
        vocabularySize, width, layers, heads, intermediate, maxPositions, other, padding);
  }

  /** Whether a model of a size has the same layers, widths and heads. */
  public boolean isOf(ModelSize size) {
    return equals(of(size, vocabularySize, maxPositions, dropout, padding));
  }

  /** The number of parameters; the decoder shares the word embeddings, which count once. */
  public long parameters() {
    return ParameterLayout.of(this).stream().mapToLong(PackedParameter::elements).sum();
  }

  /**
   * Reads a {@code config.json}.
   *
   * @throws InvalidInputException if the file is absent or damaged, or describes a model that
   *     {@code bert.py} does not compute
   */
  public static BertConfig read(Path file) throws IOException {
    try {
      BertConfig config = JsonFiles.parse(file, json -> of(file, json));
      config.requireSizes(file);
      return config;
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(
          "there is no configuration %s: name the folder of a trained model".formatted(file), e);
    } catch (JsonParseException e) {
      throw new InvalidInputException(
          "%s is not the configuration of a BERT model (%s): name the folder of a trained model"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static BertConfig of(Path file, JsonObject json) {
    require(file, json, "model_type", "bert");
    requireArchitecture(file, json);
    require(file, json, "is_decoder", "false");
    require(file, json, "add_cross_attention", "false");
    require(file, json, "tie_word_embeddings", "true");
    require(file, json, "type_vocab_size", "2");
    require(file, json, "hidden_act", "gelu");
    require(file, json, "position_embedding_type", "absolute");
    require(file, json, "layer_norm_eps", "1e-12");
    return new BertConfig(
        whole(json.get("vocab_size")),
        number(json, "hidden_size", 768),
        number(json, "num_hidden_layers", 12),
        number(json, "num_attention_heads", 12),
        number(json, "intermediate_size", 3072),
        number(json, "max_position_embeddings", 512),
        has(json, "hidden_dropout_prob") ? json.get("hidden_dropout_prob").getAsDouble() : 0.1,
        number(json, "pad_token_id", 0));
  }

  /** Refuses sizes that no model has: the engine would fail, or run out of memory. */
  private void requireSizes(Path file) {
    requireBetween(file, "vocab_size", vocabularySize, 1, Integer.MAX_VALUE);
    requireBetween(file, "hidden_size", width, 1, MOST);
    requireBetween(file, "num_hidden_layers", layers, 1, MOST_LAYERS);
    requireBetween(file, "num_attention_heads", heads, 1, MOST);
    requireBetween(file, "intermediate_size", intermediate, 1, Integer.MAX_VALUE);
    requireBetween(file, "max_position_embeddings", maxPositions, 3, Integer.MAX_VALUE);
    requireBetween(file, "pad_token_id", padding, 0, vocabularySize - 1);
    if (!(dropout >= 0 && dropout < 1)) {
      throw new InvalidInputException(
          "%s has hidden_dropout_prob %s, which is no probability: take a model whose files belong together"
              .formatted(file, dropout));
    }
    if (width % heads != 0) {
      throw new InvalidInputException(
          "%s has hidden_size %d, which num_attention_heads %d does not divide: take a model whose files belong together"
              .formatted(file, width, heads));
    }
    for (PackedParameter parameter : ParameterLayout.of(this)) {
      if (parameter.elements() > Integer.MAX_VALUE / Float.BYTES) {
        throw new InvalidInputException(
            "%s describes a model whose %s takes more than 2 GiB: start from a smaller model"
                .formatted(file, parameter.names().get(0)));
      }
    }
  }

  private static void requireBetween(Path file, String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new InvalidInputException(
          "%s has %s %d, which is not from %d to %d: take a model whose files belong together"
              .formatted(file, name, value, least, most));
    }
  }

  private static int number(JsonObject json, String name, int otherwise) {
    return has(json, name) ? whole(json.get(name)) : otherwise;
  }

  /** A whole number that an int holds; Gson's own method would cut off the rest of another. */
  private static int whole(JsonElement number) {
    return number.getAsBigDecimal().intValueExact();
  }

  /** Whether the file sets a value; a JSON null stands for transformers' default. */
  private static boolean has(JsonObject json, String name) {
    JsonElement value = json.get(name);
    return value != null && !value.isJsonNull();
  }

  /** Checks the architectures, since the files of the first years have no model_type. */
  private static void requireArchitecture(Path file, JsonObject json) {
    if (has(json, "architectures")) {
      for (JsonElement architecture : json.getAsJsonArray("architectures")) {
        if (!architecture.getAsString().startsWith("Bert")) {
          throw unsupported(file, "architectures", architecture, "those of BERT are");
        }
      }
    }
  }

  private static void require(Path file, JsonObject json, String name, String value) {
    if (!has(json, name)) {
      return; // transformers' default
    }
    JsonElement found = json.get(name);
    boolean same =
        found.getAsJsonPrimitive().isNumber()
            ? found.getAsDouble() == Double.parseDouble(value)
            : found.getAsString().equals(value);
    if (!same) {
      throw unsupported(file, name, found, value + " is");
    }
  }

  private static InvalidInputException unsupported(
      Path file, String name, JsonElement found, String supported) {
    return new InvalidInputException(
        "%s has %s %s, only %s supported: start from another model"
            .formatted(file, name, Excerpt.of(found.toString()), supported));
  }

  /**
   * Refuses a vocabulary that has more tokens than the model. A model may have more: some are
   * padded to a multiple of 64.
   *
   * @param folder the folder of the model, for the message
   * @param entries of the vocabulary
   */
  public void requireVocabulary(Path folder, int entries) {
    if (entries > vocabularySize) {
      throw new InvalidInputException(
          "%s has %d entries in its vocabulary, but vocab_size %d in its config.json: take a model whose files belong together"
              .formatted(folder, entries, vocabularySize));
    }
  }

  /** Layers, widths and heads, in words. */
  public String size() {
    return "%d layers of width %d and %d, %d heads".formatted(layers, width, intermediate, heads);
  }

  /** Writes the {@code config.json} that transformers reads. */
  public void write(Path file) throws IOException {
    JsonArray architectures = new JsonArray();
    architectures.add("BertForMaskedLM");
    JsonObject json = new JsonObject();
    json.add("architectures", architectures);
    json.addProperty("attention_probs_dropout_prob", dropout);
    json.addProperty("hidden_act", "gelu");
    json.addProperty("hidden_dropout_prob", dropout);
    json.addProperty("hidden_size", width);
    json.addProperty("initializer_range", 0.02);
    json.addProperty("intermediate_size", intermediate);
    json.addProperty("layer_norm_eps", 1e-12);
    json.addProperty("max_position_embeddings", maxPositions);
    json.addProperty("model_type", "bert");
    json.addProperty("num_attention_heads", heads);
    json.addProperty("num_hidden_layers", layers);
    json.addProperty("pad_token_id", padding);
    json.addProperty("position_embedding_type", "absolute");
    json.addProperty("tie_word_embeddings", true);
    json.addProperty("torch_dtype", "float32");
    json.addProperty("type_vocab_size", 2);
    json.addProperty("vocab_size", vocabularySize);
    Files.writeString(file, new GsonBuilder().setPrettyPrinting().create().toJson(json) + "\n");
  }
}
