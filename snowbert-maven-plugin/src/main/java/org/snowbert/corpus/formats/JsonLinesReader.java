package org.snowbert.corpus.formats;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Excerpt;

/**
 * Reads the values of some keys from a file with one JSON object a line. {@code a.b} is the key
 * {@code b} of the object {@code a}. A key that is missing or null in a line gives no text.
 */
public final class JsonLinesReader {
  /** The place in Gson's messages, which speak of Gson otherwise. */
  private static final Pattern PLACE = Pattern.compile(" at line 1 column (\\d+)");

  private final Path file;
  private final List<String> keys;

  /** The keys of the first object, and the wanted keys of later objects. */
  private final Headers headers;

  /** Whether each wanted key has been found. */
  private final boolean[] found;

  private boolean firstObjectRead;
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
      for (String object; (object = lines.readLine()) != null; text.beginRecord()) {
        line++;
        for (String value : values(object)) {
          if (value != null) {
            texts.accept(value);
          }
        }
        if (keys.isEmpty()) {
          headers.requirePlaces();
        }
      }
    }
    headers.requirePlaces();
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
      var unused = json.peek(); // fails if text follows the object
      firstObjectRead = true;
    } catch (IOException | IllegalStateException e) {
      throw new InvalidInputException(
          "line %d of %s is not a JSON object (%s): correct the line"
              .formatted(line, file, reason(e, object)),
          e);
    }
    return values;
  }

  private static String reason(Exception e, String object) {
    String reason = Excerpt.reason(e);
    Matcher place = PLACE.matcher(reason);
    // Gson also throws EOFException.
    if (e instanceof EOFException || reason.startsWith("Unterminated string") || !place.find()) {
      return "it ends before the object does";
    }
    int column = Math.min(Integer.parseInt(place.group(1)), object.length());
    return "'%s' near column %d is not expected"
        .formatted(Excerpt.of(object.substring(Math.max(0, column - 1))), column);
  }

  private void readObject(JsonReader json, String prefix, @Nullable String[] values)
      throws IOException {
    json.beginObject();
    while (json.hasNext()) {
      String key = prefix + json.nextName();
      int column = keys.indexOf(key);
      JsonToken type = json.peek();
      addHeader(key, column);
      if (type == JsonToken.BEGIN_OBJECT && holdsWantedKey(key)) {
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

  private void addHeader(String key, int column) {
    boolean isNew = column >= 0 && !found[column];
    if (isNew) {
      found[column] = true;
    }
    if (isNew || !firstObjectRead) {
      headers.add(0, key);
    }
  }

  /** Whether a wanted key is within the object of this key. */
  private boolean holdsWantedKey(String key) {
    return keys.stream().anyMatch(wanted -> wanted.startsWith(key + "."));
  }
}
