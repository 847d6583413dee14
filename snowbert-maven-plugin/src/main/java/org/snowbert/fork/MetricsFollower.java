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

/** Reads {@code metrics.jsonl} along while it grows. */
public final class MetricsFollower implements AutoCloseable {
  /** Longer than any line. */
  private static final int CHUNK = 1 << 20;

  private final TrainFolder folder;
  private final TrainingLog log;

  private long position = -1;

  /** Follows what the next training appends. */
  public MetricsFollower(TrainFolder folder, TrainingLog log) {
    this.folder = folder;
    this.log = log;
  }

  /** Takes in the lines that are whole. */
  void poll() throws IOException {
    read();
    log.tick();
  }

  /** Takes in the rest. */
  void finish() throws IOException {
    read();
    log.end();
  }

  /** Leaves the terminal as it was. */
  @Override
  public void close() {
    log.close();
  }

  /** The last step that was seen; 0 before the first. */
  int lastStep() {
    return log.lastStep();
  }

  /** What changes as long as training goes on: the file's length and its time. */
  Object sign() throws IOException {
    if (position < 0) {
      return "not begun";
    }
    BasicFileAttributes now = Files.readAttributes(folder.metrics(), BasicFileAttributes.class);
    return List.of(now.size(), now.lastModifiedTime());
  }

  private void read() throws IOException {
    if (position < 0) {
      if (!Files.exists(folder.start())) {
        return; // the metrics are an earlier training's
      }
      position = start();
    }
    long size = Files.size(folder.metrics());
    while (position < size) {
      byte[] bytes = new byte[(int) Math.min(size - position, CHUNK)];
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

  /** Where the running training began to write. */
  private long start() throws IOException {
    try {
      TrainingStart read =
          JsonFiles.parse(
              folder.start(), json -> JsonFiles.GSON.fromJson(json, TrainingStart.class));
      log.begin(read);
      return Math.max(0, read.metrics());
    } catch (JsonParseException e) {
      return Files.size(folder.metrics());
    }
  }

  /** Takes in a line; a damaged line must not end a training. */
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
