package org.snowbert.internal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.snowbert.InvalidInputException;

/** Reads JSON files, and writes them for people too: indented, and with few escapes. */
public final class JsonFiles {
  public static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** The most bytes of a foreign file: its tree may take fifty times as many. */
  private static final int LARGEST = 1 << 20;

  private JsonFiles() {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, Object content) throws IOException {
    AtomicFiles.write(file, GSON.toJson(content) + "\n");
  }

  /**
   * Reads a file of at most 1 MiB that somebody else wrote.
   *
   * @param use reads the object; may throw any RuntimeException if the object is not as expected
   * @throws JsonParseException if the file is not a JSON object of that size, or {@code use}
   *     failed; its message is short
   * @throws IOException if the file cannot be read
   */
  public static <T> T parse(Path file, Function<JsonObject, T> use) throws IOException {
    return parse(file, LARGEST, use);
  }

  /** Reads a file that somebody else wrote, of at most as many bytes. */
  public static <T> T parse(Path file, int largest, Function<JsonObject, T> use)
      throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(largest + 1);
    }
    if (bytes.length > largest) {
      throw new JsonParseException("it has more than %d MB".formatted(largest >> 20));
    }
    return parse(utf8(bytes), use);
  }

  /**
   * Reads a file that a build wrote.
   *
   * @param use reads the object
   * @throws IOException if the file is damaged or cannot be read
   */
  public static <T> T read(Path file, Function<JsonObject, T> use) throws IOException {
    try {
      return parse(utf8(Files.readAllBytes(file)), use);
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: delete it and build again", e);
    }
  }

  /**
   * Reads a text.
   *
   * @param use reads the object
   * @throws JsonParseException if the text is not a JSON object, or {@code use} failed
   */
  public static <T> T parse(String json, Function<JsonObject, T> use) {
    try {
      return use.apply(GSON.fromJson(json, JsonElement.class).getAsJsonObject());
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) { // of Gson, or of use for an unexpected value
      throw new JsonParseException("it is not the expected JSON", e);
    }
  }

  private static String utf8(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonParseException("it is not UTF-8", e);
    }
  }
}
