package org.snowbert.corpus.formats;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/**
 * Reads keys of a file of JSON objects, one a line; {@code a.b} is the key {@code b} of the object
 * {@code a}. A line without a key, or with null, has an empty cell.
 */
public final class JsonLinesReader {
  /** Gson counts lines from that of the object. */
  private static final Pattern PLACE = Pattern.compile(" at line 1 (column \\d+).*");

  private final Path file;
  private final List<String> keys;

  /** The keys of the first object, and those asked for when they first come. */
  private final Headers headers;

  private final boolean[] found;
  private boolean begun;
  private long line;

  private JsonLinesReader(Path file, List<String> keys) {
    this.file = file;
    this.keys = keys;
    this.headers = new Headers(file.toString(), keys);
    this.found = new boolean[keys.size()];
  }

  /**
   * Gives the values of the keys to {@code texts}, line by line, in the order of the keys.
   *
   * @return the number of lines, empty ones included
   */
  public static Extent read(Path file, List<String> keys, Consumer<String> texts)
      throws IOException {
    return new JsonLinesReader(file, keys).read(texts);
  }

  private Extent read(Consumer<String> texts) throws IOException {
    try (Utf8Reader text = Utf8Reader.open(file);
        BufferedReader lines = new BufferedReader(text)) {
      for (String object; (object = lines.readLine()) != null; text.next()) {
        line++;
        for (String value : values(object)) {
          if (value != null) {
            texts.accept(value);
          }
        }
        if (keys.isEmpty()) {
          headers.require();
        }
      }
    }
    headers.require();
    return Extent.ofText(Math.toIntExact(line));
  }

  private @Nullable String[] values(String object) {
    @Nullable String[] values = new String[keys.size()];
    if (object.isBlank()) {
      return values;
    }
    try (JsonReader json = new JsonReader(new StringReader(object))) {
      json.setStrictness(Strictness.STRICT);
      readObject(json, "", values);
      var unused = json.peek(); // fails where something follows
      begun = true;
    } catch (IOException | IllegalStateException e) {
      throw new InvalidInputException(
          "line %d of %s is no JSON object (%s): correct the line"
              .formatted(line, file, PLACE.matcher(Excerpt.reason(e)).replaceFirst(" at $1")),
          e);
    }
    return values;
  }

  private void readObject(JsonReader json, String prefix, @Nullable String[] values)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String key = prefix + json.nextName();
      int column = keys.indexOf(key);
      JsonToken type = json.peek();
      note(key, column);
      if (type == JsonToken.BEGIN_OBJECT && isWithin(key)) {
        readObject(json, key + ".", values);
      } else if (column < 0) {
        json.skipValue();
      } else if (type == JsonToken.NULL) {
        json.nextNull();
        values[column] = null;
      } else if (type == JsonToken.BOOLEAN) {
        values[column] = Boolean.toString(json.nextBoolean());
      } else if (type == JsonToken.STRING || type == JsonToken.NUMBER) {
        values[column] = json.nextString();
      } else {
        throw new InvalidInputException(
            "'%s' in line %d of %s is %s: name a key whose value is text, such as '%s.text' of an object"
                .formatted(
                    key,
                    line,
                    file,
                    type == JsonToken.BEGIN_ARRAY ? "an array" : "an object",
                    key));
      }
    }
    json.endObject();
  }

  private void note(String key, int column) {
    boolean asked = column >= 0 && !found[column];
    if (asked) {
      found[column] = true;
    }
    if (asked || !begun) {
      headers.add(0, key);
    }
  }

  /** Whether a key that is asked for leads through an object. */
  private boolean isWithin(String key) {
    return keys.stream().anyMatch(wanted -> wanted.startsWith(key + "."));
  }
}
