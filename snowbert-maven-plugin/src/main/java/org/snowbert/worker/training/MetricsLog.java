package org.snowbert.worker.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.results.MetricsLine;

/**
 * Writes {@code metrics.jsonl}, which has one JSON object a line. A reader that follows the file
 * sees whole lines.
 */
final class MetricsLog implements Closeable {
  private static final long SIGN_OF_LIFE_NANOSECONDS = 1_000_000_000;

  private final Path file;
  private final Writer writer;
  private long lastSignOfLife = System.nanoTime();

  private MetricsLog(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Begins the file with the lines that a checkpoint holds. If they end with the validation of its
   * step, this line is left out, because the validation is done again.
   *
   * @param kept the metrics of the checkpoint; null to begin with an empty file
   */
  static MetricsLog begin(Path file, @Nullable Path kept) throws IOException {
    List<String> lines = kept == null ? List.of() : Files.readAllLines(kept);
    int last = lines.size() - 1;
    boolean validated =
        last >= 0 && MetricsLine.parse(lines.get(last)) instanceof MetricsLine.Validation;
    AtomicFiles.write(
        file,
        lines.stream()
            .limit(validated ? last : lines.size())
            .map(line -> line + "\n")
            .collect(Collectors.joining()));
    return new MetricsLog(file, Files.newBufferedWriter(file, StandardOpenOption.APPEND));
  }

  /** Adds a line. */
  void write(MetricsLine line) throws IOException {
    try {
      writer.write(line.json() + "\n");
      writer.flush();
    } catch (IOException e) {
      throw FullDiskException.orSame(e, file, file.toFile().length());
    }
  }

  /** Sets the time of the file, to show that work goes on while no line is written. */
  void signOfLife() {
    if (System.nanoTime() - lastSignOfLife >= SIGN_OF_LIFE_NANOSECONDS) {
      lastSignOfLife = System.nanoTime();
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } catch (IOException e) {
        System.err.println(
            "the time of " + file + " cannot be set: " + e); // the next line is a sign of life too
      }
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
