package org.snowbert.worker.training;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
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
import org.snowbert.jobs.results.Evaluation;

/** {@code metrics.jsonl}: one JSON object a line, each line whole when it is read along. */
final class MetricsLog implements Closeable {
  private static final Gson GSON = new Gson();

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

  /**
   * A training step's line.
   *
   * @param loss the mean over the step's scored tokens
   * @param loss_masked where every token is scored, the mean over those that stand in another's
   *     place
   * @param loss_all_positions {@code loss} where every token is scored, otherwise null
   * @param tokens of the step, without padding
   */
  record Step(
      int step,
      int steps,
      int epoch,
      double loss,
      @Nullable Double loss_masked,
      @Nullable Double loss_all_positions,
      double learning_rate,
      int sentences,
      int tokens,
      double step_ms) {}

  void step(Step step) throws IOException {
    write(GSON.toJson(step));
  }

  void validation(int step, int epoch, Evaluation evaluation) throws IOException {
    JsonObject line = new JsonObject();
    line.addProperty("step", step);
    line.addProperty("epoch", epoch);
    line.addProperty("validation_loss", evaluation.loss());
    if (evaluation.loss_all_positions() != null) {
      line.addProperty("validation_loss_all_positions", evaluation.loss_all_positions());
    }
    line.addProperty("top1", evaluation.top1());
    line.addProperty("top5", evaluation.top5());
    write(line.toString());
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

  private void write(String line) throws IOException {
    try {
      writer.write(line + "\n");
      writer.flush();
    } catch (IOException e) {
      throw FullDiskException.orSame(e, file, file.toFile().length());
    }
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
