package org.snowbert.fork;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.snowbert.console.TrainingLog;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.results.TrainingStart;

/** Reads {@code metrics.jsonl} along while it grows. */
public final class MetricsFollower implements AutoCloseable {
  /** Longer than any line. */
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final TrainingLog log;

  private long position = -1;

  /** Follows what the next training appends. */
  public MetricsFollower(Path file, TrainingLog log) {
    this.file = file;
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
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return List.of(now.size(), now.lastModifiedTime());
  }

  private void read() throws IOException {
    if (position < 0) {
      Path start = TrainingStart.file(file);
      if (!Files.exists(start)) {
        return; // what is there is an earlier training's
      }
      position = start(start);
    }
    long size = Files.size(file);
    while (position < size) {
      byte[] bytes = new byte[(int) Math.min(size - position, CHUNK)];
      try (RandomAccessFile metrics = new RandomAccessFile(file.toFile(), "r")) {
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
  private long start(Path start) throws IOException {
    try {
      TrainingStart read =
          JsonFiles.parse(start, json -> JsonFiles.GSON.fromJson(json, TrainingStart.class));
      log.begin(read);
      return Math.max(0, read.metrics());
    } catch (JsonParseException e) {
      return Files.size(file);
    }
  }

  /** Takes in a line; one that is damaged must not end a training. */
  private void take(String line) {
    try {
      JsonFiles.parse(line, this::take);
    } catch (JsonParseException e) {
      // The next one says more.
    }
  }

  private Object take(JsonObject metrics) {
    if (metrics.has("validation_loss")) {
      log.validation(
          metrics.get("step").getAsInt(),
          metrics.get("epoch").getAsInt(),
          metrics.get("validation_loss").getAsDouble(),
          metrics.get("top1").getAsDouble());
    } else {
      log.step(
          new TrainingLog.Step(
              metrics.get("step").getAsInt(),
              metrics.get("steps").getAsInt(),
              metrics.get("epoch").getAsInt(),
              metrics.get("loss").getAsDouble(),
              metrics.get("learning_rate").getAsDouble(),
              metrics.get("sentences").getAsInt(),
              metrics.get("step_ms").getAsDouble()));
    }
    return metrics;
  }
}
