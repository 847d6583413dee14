package org.snowbert.jobs.results;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.snowbert.internal.JsonFiles;

/** Reads {@code metrics.jsonl}, which a machine that went down may have left damaged. */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Gives away each line.
   *
   * @param lines may fail in any way where a line is not what it expects
   * @throws IOException if one did
   */
  public static void read(Path file, Consumer<JsonObject> lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      String line;
      for (int number = 1; (line = reader.readLine()) != null; number++) {
        take(file, number, line, lines);
      }
    }
  }

  /** Gives away one line; its number counts from 1. */
  public static void take(Path file, int number, String line, Consumer<JsonObject> lines)
      throws IOException {
    try {
      JsonFiles.parse(
          line,
          json -> {
            lines.accept(json);
            return json;
          });
    } catch (JsonParseException e) {
      throw new IOException(
          "line %d of %s is damaged: delete the file, and train anew with -Dsnowbert.resume=false"
              .formatted(number, file),
          e);
    }
  }
}
