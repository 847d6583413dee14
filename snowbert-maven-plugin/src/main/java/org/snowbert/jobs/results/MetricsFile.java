package org.snowbert.jobs.results;

import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads {@code metrics.jsonl}, which a machine that went down may have left damaged. */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Gives each line to a consumer.
   *
   * @param lines may fail in any way where a line is not what it expects
   * @throws IOException if a line is damaged, or the consumer failed
   */
  public static void read(Path file, Consumer<MetricsLine> lines) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      String line;
      for (int number = 1; (line = reader.readLine()) != null; number++) {
        try {
          lines.accept(MetricsLine.parse(line));
        } catch (JsonParseException | IllegalArgumentException e) {
          throw new IOException(
              "line %d of %s is damaged: delete the file, and train anew with -Dsnowbert.resume=false"
                  .formatted(number, file),
              e);
        }
      }
    }
  }
}
