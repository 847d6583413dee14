package org.snowbert.safetensors;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The JSON header of a file: where its tensors lie in the data that follows, and free text. */
record SafeTensorsHeader(SortedMap<String, Entry> tensors, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  private static final Gson GSON = new GsonBuilder().setStrictness(Strictness.STRICT).create();

  /** One tensor, its bytes {@code [begin, end)} counted from the end of the header. */
  record Entry(DType type, List<Long> shape, long begin, long end) {
    Entry(DType type, long[] shape, long begin, long end) {
      this(type, LongStream.of(shape).boxed().toList(), begin, end);
    }

    long[] dimensions() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /**
   * Reads and checks a header.
   *
   * @param dataLength the bytes that follow the header
   * @throws IllegalArgumentException if the header is malformed; its message is the reason
   */
  static SafeTensorsHeader parse(String json, long dataLength) {
    JsonObject root;
    try {
      root = GSON.fromJson(json, JsonObject.class);
    } catch (JsonParseException e) {
      throw new IllegalArgumentException("its header is not a JSON object", e);
    }
    if (root == null) {
      throw new IllegalArgumentException("its header is empty");
    }
    SortedMap<String, Entry> tensors = new TreeMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    root.asMap()
        .forEach(
            (name, value) -> {
              if (name.equals(METADATA)) {
                object(METADATA, value)
                    .asMap()
                    .forEach((key, text) -> metadata.put(key, string(METADATA, text)));
              } else {
                tensors.put(name, entry(name, object(name, value), dataLength));
              }
            });
    return new SafeTensorsHeader(tensors, metadata);
  }

  private static Entry entry(String name, JsonObject value, long dataLength) {
    String typeName = string(name, value.get("dtype"));
    DType type;
    try {
      type = DType.valueOf(typeName);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tensor " + name + " has the unsupported dtype " + typeName, e);
    }
    long[] shape = naturals(name, value.get("shape"));
    long[] range = naturals(name, value.get("data_offsets"));
    require(range.length == 2, "tensor " + name + " needs two data_offsets");
    require(
        range[0] <= range[1] && range[1] <= dataLength,
        "tensor " + name + " lies outside the file, which may be cut short");
    long size;
    try {
      size = type.bytes(shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the shape of tensor " + name + " overflows", e);
    }
    require(
        size == range[1] - range[0],
        "tensor " + name + " has a shape of " + size + " bytes in " + (range[1] - range[0]));
    return new Entry(type, shape, range[0], range[1]);
  }

  private static JsonObject object(String name, JsonElement value) {
    require(value.isJsonObject(), name + " is not a JSON object");
    return value.getAsJsonObject();
  }

  private static String string(String name, @Nullable JsonElement value) {
    if (value instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw new IllegalArgumentException(name + " lacks a string");
  }

  private static long[] naturals(String name, @Nullable JsonElement value) {
    if (value instanceof JsonArray array) {
      return array.asList().stream().mapToLong(element -> natural(name, element)).toArray();
    }
    throw new IllegalArgumentException(name + " lacks its shape or data_offsets");
  }

  private static long natural(String name, JsonElement value) {
    require(
        value.isJsonPrimitive() && value.getAsJsonPrimitive().isNumber(),
        name + " has something other than a number in its shape or data_offsets");
    long number;
    try {
      number = value.getAsBigDecimal().longValueExact();
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(name + " has " + value + " for a whole number", e);
    }
    require(number >= 0, name + " has " + value + " for a whole number");
    return number;
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }

  /** The header as JSON: the metadata if there is any, then the tensors in the data's order. */
  static String json(Map<String, Entry> tensors, Map<String, String> metadata) {
    JsonObject root = new JsonObject();
    if (!metadata.isEmpty()) {
      JsonObject texts = new JsonObject();
      metadata.forEach(texts::addProperty);
      root.add(METADATA, texts);
    }
    tensors.forEach(
        (name, entry) -> {
          JsonObject value = new JsonObject();
          value.addProperty("dtype", entry.type().name());
          value.add("shape", GSON.toJsonTree(entry.dimensions()));
          value.add("data_offsets", GSON.toJsonTree(new long[] {entry.begin(), entry.end()}));
          root.add(name, value);
        });
    return root.toString();
  }
}
