package org.snowbert.training;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.AtomicFiles;

/** {@code metrics.jsonl}: one JSON object a line, each line whole when it is read along. */
final class MetricsLog implements Closeable {
  private static final Gson GSON = new Gson();

  private final Writer writer;

  private MetricsLog(Writer writer) {
    this.writer = writer;
  }

  /** Goes on after the lines of the first {@code step} steps; what follows them is left out. */
  static MetricsLog after(Path file, int step) throws IOException {
    List<String> kept = new ArrayList<>();
    if (step > 0 && Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        if (JsonParser.parseString(line).getAsJsonObject().get("step").getAsInt() > step) {
          break;
        }
        kept.add(line);
      }
    }
    AtomicFiles.write(file, kept.stream().map(line -> line + "\n").collect(Collectors.joining()));
    AtomicFiles.write(TrainRequest.metricsStart(file), Long.toString(Files.size(file)));
    return new MetricsLog(Files.newBufferedWriter(file, StandardOpenOption.APPEND));
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

  private void write(String line) throws IOException {
    writer.write(line + "\n");
    writer.flush();
  }

  @Override
  public void close() throws IOException {
    writer.close();
  }
}
