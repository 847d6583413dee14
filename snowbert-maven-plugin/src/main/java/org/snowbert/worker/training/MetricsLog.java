package org.snowbert.worker.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;

/**
 * Writes {@code metrics.jsonl}, which has one JSON object a line, and the same figures for
 * TensorBoard. A reader that follows the files sees whole lines and whole events.
 */
final class MetricsLog implements Closeable {
  private static final long SIGN_OF_LIFE_NANOSECONDS = 1_000_000_000;

  private final Path file;
  private final Writer writer;
  private final TensorBoardLog events;
  private long lastSignOfLife = System.nanoTime();

  private MetricsLog(Path file, Writer writer, TensorBoardLog events) {
    this.file = file;
    this.writer = writer;
    this.events = events;
  }

  /**
   * Begins the files with the lines that a checkpoint holds. If they end with the validation of its
   * step, this line is left out, because the validation is done again.
   *
   * @param kept the metrics of the checkpoint; null to begin with empty files
   */
  static MetricsLog begin(TrainFolder folder, @Nullable Path kept) throws IOException {
    List<MetricsLine> lines = new ArrayList<>();
    if (kept != null) {
      MetricsFile.read(kept, lines::add);
    }
    int last = lines.size() - 1;
    if (last >= 0 && lines.get(last) instanceof MetricsLine.Validation) {
      lines.remove(last);
    }
    Path file = folder.metrics();
    AtomicFiles.write(file, lines.stream().map(MetricsLog::text).collect(Collectors.joining()));
    TensorBoardLog events = TensorBoardLog.begin(folder.tensorBoard(), lines, Clock.systemUTC());
    return new MetricsLog(file, Files.newBufferedWriter(file, StandardOpenOption.APPEND), events);
  }

  private static String text(MetricsLine line) {
    return line.json() + "\n";
  }

  /** Adds a line. */
  void write(MetricsLine line) throws IOException {
    try {
      writer.write(text(line));
      writer.flush();
      events.write(line);
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
    try (events) {
      writer.close();
    }
  }
}
