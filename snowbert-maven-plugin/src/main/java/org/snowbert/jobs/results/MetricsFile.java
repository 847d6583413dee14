package org.snowbert.jobs.results;

import com.google.gson.JsonParseException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads {@code metrics.jsonl}, which may be damaged after a crash of the machine. */
public final class MetricsFile {
  private MetricsFile() {}

  /**
   * Passes each line to a consumer.
   *
   * @param lines the consumer, which throws an {@link IllegalArgumentException} for a line that is
   *     wrong
   * @throws IOException if a line is damaged, or if the consumer refuses it
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
              "line %d of %s is damaged: delete the folder %s, and build again"
                  .formatted(number, file, file.getParent()),
              e);
        }
      }
    }
  }
}
