package org.snowbert.maven;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
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
import org.snowbert.JsonFiles;
import org.snowbert.training.TrainRequest;

/** Reads {@code metrics.jsonl} along while it grows, and says now and then how training goes. */
final class MetricsFollower {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  /** Longer than any line. */
  private static final int CHUNK = 1 << 20;

  /** What is said of a training step. */
  private record Step(
      int step, int steps, int epoch, double loss, int sentences, double milliseconds) {
    static Step of(JsonObject line) {
      return new Step(
          line.get("step").getAsInt(),
          line.get("steps").getAsInt(),
          line.get("epoch").getAsInt(),
          line.get("loss").getAsDouble(),
          line.get("sentences").getAsInt(),
          line.get("step_ms").getAsDouble());
    }
  }

  private final Path file;
  private final int epochs;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;

  private long position = -1;
  private long said;
  private @Nullable Step last;
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
    return last == null ? 0 : last.step();
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
      return Math.max(0, Long.parseLong(Files.readString(start, StandardCharsets.ISO_8859_1)));
    } catch (NumberFormatException e) {
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
    } else {
      Step step = Step.of(metrics);
      last = step;
      stepsSince++;
      lossSince += step.loss();
      sentencesSince += step.sentences();
      millisecondsSince += step.milliseconds();
    }
    return metrics;
  }

  /** One line about the steps since the last one: their mean loss, their speed, the time left. */
  private void say() {
    said = nanoTime.getAsLong();
    if (last == null || stepsSince == 0) {
      return;
    }
    int step = last.step();
    int steps = last.steps();
    log.accept(
        String.format(
            Locale.ROOT,
            "epoch %d/%d, step %d/%d, loss %.3f, %.0f sentences/s%s",
            last.epoch(),
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
