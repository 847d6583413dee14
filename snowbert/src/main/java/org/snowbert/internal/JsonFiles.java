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

/** JSON for people to read too: indented, a line at its end, no letter escaped that need not be. */
public final class JsonFiles {
  public static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  /** Of what others wrote: as a tree it takes up to fifty times its size. */
  private static final int LARGEST = 1 << 20;

  private JsonFiles() {}

  /** Replaces a file as a whole. */
  public static void write(Path file, Object content) throws IOException {
    AtomicFiles.write(file, GSON.toJson(content) + "\n");
  }

  /**
   * Makes something of a file that others wrote.
   *
   * @param use may fail in any way where the object is not what it expects
   * @throws JsonParseException if the file is no JSON object of at most 1 MiB, or what failed
   *     otherwise; its message is short
   */
  public static <T> T parse(Path file, Function<JsonObject, T> use) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LARGEST + 1);
    }
    if (bytes.length > LARGEST) {
      throw new JsonParseException("it has more than 1 MB");
    }
    return parse(utf8(bytes), use);
  }

  /**
   * Makes something of a file of ours.
   *
   * @throws IOException if it is damaged
   */
  public static <T> T read(Path file, Function<JsonObject, T> use) throws IOException {
    try {
      return parse(utf8(Files.readAllBytes(file)), use);
    } catch (JsonParseException e) {
      throw new IOException(file + " is damaged: delete it and build again", e);
    }
  }

  /** The same of a text. */
  public static <T> T parse(String json, Function<JsonObject, T> use) {
    try {
      return use.apply(GSON.fromJson(json, JsonElement.class).getAsJsonObject());
    } catch (InvalidInputException e) {
      throw e;
    } catch (RuntimeException e) { // Gson's, and those of what is absent or of another type
      throw new JsonParseException("it is not the JSON that is expected", e);
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
