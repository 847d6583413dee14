package org.snowbert.maven;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.snowbert.training.TrainRequest;

/** Reads {@code metrics.jsonl} along while it grows, and says now and then how training goes. */
final class MetricsFollower {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  /** Longer than any line. */
  private static final int CHUNK = 1 << 20;

  private final Path file;
  private final int epochs;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;

  private long position = -1;
  private long said;
  private @Nullable JsonObject last;
  private int stepsSince;
  private double lossSince;
  private long sentencesSince;
  private double millisecondsSince;

  /**
   * Follows what the next training appends.
   *
   * @param nanoTime the clock
   */
  MetricsFollower(Path file, int epochs, LongSupplier nanoTime, Consumer<String> log) {
    this.file = file;
    this.epochs = epochs;
    this.nanoTime = nanoTime;
    this.log = log;
    this.said = nanoTime.getAsLong();
  }

  /** Takes in the lines that are whole, and speaks if it is time to. */
  void poll() throws IOException {
    read();
    if (nanoTime.getAsLong() - said >= INTERVAL) {
      say();
    }
  }

  /** Takes in the rest and says where training ended. */
  void finish() throws IOException {
    read();
    say();
  }

  /** The last step that was seen; 0 before the first. */
  int lastStep() {
    return last == null ? 0 : last.get("step").getAsInt();
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
      Path start = TrainRequest.metricsStart(file);
      if (!Files.exists(start)) {
        return; // what is there is an earlier training's
      }
      position = Long.parseLong(Files.readString(start));
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

  private void take(String line) {
    JsonObject metrics = JsonParser.parseString(line).getAsJsonObject();
    if (metrics.has("validation_loss")) {
      say();
      log.accept(
          String.format(
              Locale.ROOT,
              "epoch %d/%d, step %d: validation loss %.4f, top-1 %.4f",
              metrics.get("epoch").getAsInt(),
              epochs,
              metrics.get("step").getAsInt(),
              metrics.get("validation_loss").getAsDouble(),
              metrics.get("top1").getAsDouble()));
      return;
    }
    last = metrics;
    stepsSince++;
    lossSince += metrics.get("loss").getAsDouble();
    sentencesSince += metrics.get("sentences").getAsInt();
    millisecondsSince += metrics.get("step_ms").getAsDouble();
  }

  /** One line about the steps since the last one: their mean loss, their speed, the time left. */
  private void say() {
    said = nanoTime.getAsLong();
    if (last == null || stepsSince == 0) {
      return;
    }
    int step = last.get("step").getAsInt();
    int steps = last.get("steps").getAsInt();
    log.accept(
        String.format(
            Locale.ROOT,
            "epoch %d/%d, step %d/%d, loss %.3f, %.0f sentences/s%s",
            last.get("epoch").getAsInt(),
            epochs,
            step,
            steps,
            lossSince / stepsSince,
            sentencesSince / (millisecondsSince / 1000),
            left((steps - step) * millisecondsSince / stepsSince)));
    stepsSince = 0;
    lossSince = 0;
    sentencesSince = 0;
    millisecondsSince = 0;
  }

  private static String left(double milliseconds) {
    long seconds = Math.round(milliseconds / 1000);
    if (seconds == 0) {
      return "";
    }
    return seconds < 120
        ? ", %d s left".formatted(seconds)
        : ", %d min left".formatted(seconds / 60);
  }
}
