package org.snowbert.fork;

import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.snowbert.console.TrainingLog;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.results.MetricsLine;
import org.snowbert.jobs.results.TrainingStart;

/** Follows {@code metrics.jsonl} while a training writes it. */
public final class MetricsFollower implements AutoCloseable {
  /** The number of bytes that are read at once. No line is longer. */
  private static final int CHUNK_SIZE = 1 << 20;

  private final TrainFolder folder;
  private final TrainingLog log;

  private long position = -1;

  /** Follows the lines that the next training appends. */
  public MetricsFollower(TrainFolder folder, TrainingLog log) {
    this.folder = folder;
    this.log = log;
  }

  /** Reads the new lines that are whole. */
  void poll() throws IOException {
    read();
    log.tick();
  }

  /** Reads the last lines, after the training has ended. */
  void finish() throws IOException {
    read();
    log.end();
  }

  /** Leaves the terminal as it was. */
  @Override
  public void close() {
    log.close();
  }

  /** The last step that was read; 0 before the first. */
  int lastStep() {
    return log.lastStep();
  }

  /**
   * An object that changes as long as the training goes on: the length and the time of the file.
   */
  Object signOfLife() throws IOException {
    if (position < 0) {
      return "not begun";
    }
    BasicFileAttributes now = Files.readAttributes(folder.metrics(), BasicFileAttributes.class);
    return List.of(now.size(), now.lastModifiedTime());
  }

  private void read() throws IOException {
    if (position < 0) {
      if (!Files.exists(folder.start())) {
        return; // an earlier training wrote the metrics
      }
      position = startPosition();
    }
    long size = Files.size(folder.metrics());
    while (position < size) {
      byte[] bytes = new byte[(int) Math.min(size - position, CHUNK_SIZE)];
      try (RandomAccessFile metrics = new RandomAccessFile(folder.metrics().toFile(), "r")) {
        metrics.seek(position);
        metrics.readFully(bytes);
      }
      int from = 0;
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] == '\n') {
          take(new String(bytes, from, i - from, StandardCharsets.UTF_8));
          from = i + 1;
        }
      }
      if (from == 0) {
        return; // the rest of a line is still to come
      }
      position += from;
    }
  }

  /** The position in the file at which the running training began to write. */
  private long startPosition() throws IOException {
    try {
      TrainingStart start =
          JsonFiles.parse(
              folder.start(), json -> JsonFiles.GSON.fromJson(json, TrainingStart.class));
      log.begin(start);
      return Math.max(0, start.metrics());
    } catch (JsonParseException e) {
      return Files.size(folder.metrics());
    }
  }

  /** Hands a line on to the log. A damaged line must not end a training. */
  private void take(String line) {
    try {
      MetricsLine metrics = MetricsLine.parse(line);
      if (metrics instanceof MetricsLine.Step step) {
        log.step(step);
      } else if (metrics instanceof MetricsLine.Validation validation) {
        log.validation(validation);
      }
    } catch (JsonParseException e) {
      // The next line says more.
    }
  }
}
