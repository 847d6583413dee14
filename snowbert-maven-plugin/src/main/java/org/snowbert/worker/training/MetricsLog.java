package org.snowbert.worker.training;

import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.results.MetricsLine;

/** {@code metrics.jsonl}: one JSON object a line, each line whole when it is read along. */
final class MetricsLog implements Closeable {

  private static final long SIGN_NANOSECONDS = 1_000_000_000;

  private final Path file;
  private final Writer writer;
  private long signed = System.nanoTime();

  private MetricsLog(Path file, Writer writer) {
    this.file = file;
    this.writer = writer;
  }

  /**
   * Begins the file, with the lines that a checkpoint has.
   *
   * @param kept the checkpoint's metrics; null to begin with none
   */
  static MetricsLog begin(Path file, @Nullable Path kept) throws IOException {
    if (kept == null) {
      AtomicFiles.write(file, "");
    } else {
      AtomicFiles.write(
          file, temporary -> Files.copy(kept, temporary, StandardCopyOption.REPLACE_EXISTING));
    }
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

  /** Shows in the file's time that work goes on, where no line says so. */
  void sign() {
    if (System.nanoTime() - signed >= SIGN_NANOSECONDS) {
      signed = System.nanoTime();
      try {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
      } catch (IOException e) {
        System.err.println("no sign of life: " + e); // the next line is one too
      }
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
