package org.snowbert.safetensors;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.snowbert.internal.Excerpt;

/** The JSON header of a file: the place of each tensor in the data after it, and free text. */
record SafeTensorsHeader(SortedMap<String, Entry> tensors, Map<String, String> metadata) {
  static final String METADATA = "__metadata__";

  /** The most dimensions of a tensor, as in PyTorch. */
  private static final int MOST_DIMENSIONS = 64;

  private static final Gson GSON = new Gson();

  /** One tensor; its bytes {@code [begin, end)} are counted from the end of the header. */
  record Entry(DType type, List<Long> shape, long begin, long end) {
    Entry(DType type, long[] shape, long begin, long end) {
      this(type, LongStream.of(shape).boxed().toList(), begin, end);
    }

    long[] dimensions() {
      return shape.stream().mapToLong(Long::longValue).toArray();
    }
  }

  /**
   * Reads and checks a header, tensor by tensor: a tree of it could take a hundred times its size.
   *
   * @param dataLength the number of bytes after the header
   * @throws IllegalArgumentException if the header is malformed; its message is the reason
   */
  static SafeTensorsHeader parse(String json, long dataLength) {
    SortedMap<String, Entry> tensors = new TreeMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    try (JsonReader reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      require(reader.peek() == JsonToken.BEGIN_OBJECT, "its header is not a JSON object");
      reader.beginObject();
      while (reader.hasNext()) {
        String name = reader.nextName();
        require(
            reader.peek() == JsonToken.BEGIN_OBJECT, Excerpt.of(name) + " is not a JSON object");
        if (name.equals(METADATA)) {
          readMetadata(reader, metadata);
        } else {
          Entry entry = entry(Excerpt.of(name), reader, dataLength);
          require(tensors.put(name, entry) == null, Excerpt.of(name) + " stands in it twice");
        }
      }
      reader.endObject();
      require(reader.peek() == JsonToken.END_DOCUMENT, "its header is not a JSON object");
    } catch (IOException | IllegalStateException e) { // not JSON, or another value than expected
      throw new IllegalArgumentException("its header is not a JSON object", e);
    }
    requireWholeData(tensors, dataLength);
    return new SafeTensorsHeader(tensors, metadata);
  }

  private static void readMetadata(JsonReader reader, Map<String, String> metadata)
      throws IOException {
    reader.beginObject();
    while (reader.hasNext()) {
      metadata.put(reader.nextName(), string(METADATA, reader));
    }
    reader.endObject();
  }

  /** Every byte must belong to one tensor, as in the format's reference implementation. */
  private static void requireWholeData(SortedMap<String, Entry> tensors, long dataLength) {
    long end = 0;
    for (Map.Entry<String, Entry> tensor : byPlace(tensors)) {
      require(
          tensor.getValue().begin() == end,
          "tensor " + Excerpt.of(tensor.getKey()) + " does not begin where the one before it ends");
      end = tensor.getValue().end();
    }
    require(end == dataLength, (dataLength - end) + " bytes at its end belong to no tensor");
  }

  /** The tensors in the order of their data. */
  static List<Map.Entry<String, Entry>> byPlace(Map<String, Entry> tensors) {
    return tensors.entrySet().stream()
        .sorted(
            Comparator.comparingLong((Map.Entry<String, Entry> tensor) -> tensor.getValue().begin())
                .thenComparingLong(tensor -> tensor.getValue().end()))
        .toList();
  }

  private static Entry entry(String name, JsonReader reader, long dataLength) throws IOException {
    String typeName = null;
    long[] shape = null;
    long[] range = null;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "dtype" -> typeName = string(name, reader);
        case "shape" -> shape = naturals(name, reader);
        case "data_offsets" -> range = naturals(name, reader);
        default -> reader.skipValue();
      }
    }
    reader.endObject();
    if (typeName == null || shape == null || range == null) {
      throw new IllegalArgumentException(name + " lacks its dtype, shape or data_offsets");
    }
    require(range.length == 2, "tensor " + name + " needs two data_offsets");
    require(
        range[0] <= range[1] && range[1] <= dataLength,
        "tensor " + name + " lies outside the file, which may be cut short");
    DType type = type(name, typeName);
    long size;
    try {
      size = type.bytes(shape);
    } catch (ArithmeticException e) {
      throw new IllegalArgumentException("the shape of tensor " + name + " overflows", e);
    }
    require(
        size == range[1] - range[0],
        "tensor "
            + name
            + " has a shape of "
            + size
            + " bytes, and "
            + (range[1] - range[0])
            + " bytes of data");
    return new Entry(type, shape, range[0], range[1]);
  }

  private static DType type(String name, String typeName) {
    try {
      return DType.valueOf(typeName);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "tensor " + name + " has the unsupported dtype " + Excerpt.of(typeName), e);
    }
  }

  private static String string(String name, JsonReader reader) throws IOException {
    require(reader.peek() == JsonToken.STRING, name + " lacks a string");
    return reader.nextString();
  }

  private static long[] naturals(String name, JsonReader reader) throws IOException {
    require(
        reader.peek() == JsonToken.BEGIN_ARRAY, name + " lacks its dtype, shape or data_offsets");
    long[] numbers = new long[MOST_DIMENSIONS];
    int count = 0;
    reader.beginArray();
    while (reader.hasNext()) {
      require(
          reader.peek() == JsonToken.NUMBER,
          name + " has something other than a number in its shape or data_offsets");
      require(count < MOST_DIMENSIONS, name + " has more than 64 dimensions");
      numbers[count++] = natural(name, reader.nextString());
    }
    reader.endArray();
    return Arrays.copyOf(numbers, count);
  }

  private static long natural(String name, String number) {
    try {
      long natural = Long.parseLong(number);
      require(natural >= 0, name + " has " + number + " for a whole number");
      return natural;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          name + " has " + Excerpt.of(number) + " for a whole number", e);
    }
  }

  private static void require(boolean condition, String reason) {
    if (!condition) {
      throw new IllegalArgumentException(reason);
    }
  }

  /** The header as JSON: the metadata if there is any, then the tensors in their order. */
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
