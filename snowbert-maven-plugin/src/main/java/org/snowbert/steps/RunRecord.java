package org.snowbert.steps;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.StepName;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.MetricsFile;
import org.snowbert.jobs.results.MetricsLine;

/**
 * The file {@code run.json}: the time, duration and machine of the last run of each step. These
 * must not be in the zip, whose bytes are the same at any time and on any machine.
 */
final class RunRecord {
  private final Layout layout;
  private final @Nullable String workers;

  /**
   * @param workers the workers of a training and their cluster, in words; null for this machine
   */
  RunRecord(Layout layout, @Nullable String workers) {
    this.layout = layout;
    this.workers = workers;
  }

  /** Records a run of a step that has just ended, in place of its last run. */
  JsonObject record(StepName step, Instant started, Duration took) throws IOException {
    JsonObject run = new JsonObject();
    run.addProperty("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    run.addProperty("seconds", took.toMillis() / 1e3);
    if (step == StepName.TRAIN) {
      addThroughput(run);
      if (workers != null) {
        run.addProperty("workers", workers);
      }
    }
    run.add("machine", JsonFiles.GSON.toJsonTree(MachineDescription.current()));
    record(step, run);
    return run;
  }

  /** Records a run of a step, in place of its last run. */
  void record(StepName step, JsonObject run) throws IOException {
    JsonObject runs = read();
    runs.add(step.toString(), run);
    Files.createDirectories(layout.build());
    JsonFiles.write(layout.run(), runs);
  }

  /** The duration of the last run of a step; null if it is not known. */
  @Nullable Duration took(StepName step) throws IOException {
    try {
      double seconds = read().getAsJsonObject(step.toString()).get("seconds").getAsDouble();
      return Duration.ofMillis(Math.round(1e3 * seconds));
    } catch (RuntimeException e) { // the file may lack a member or be damaged
      return null;
    }
  }

  /**
   * Adds the throughput of all training steps, also of those before an interruption, without the
   * time between steps.
   */
  private void addThroughput(JsonObject run) {
    double[] sums = new double[3]; // sentences, tokens, milliseconds
    try {
      MetricsFile.read(
          layout.train().metrics(),
          line -> {
            if (line instanceof MetricsLine.Step step) {
              sums[0] += step.sentences();
              sums[1] += step.tokens();
              sums[2] += step.step_ms();
            }
          });
    } catch (IOException e) {
      return; // the throughput is only information
    }
    if (sums[2] > 0) {
      run.addProperty("sentences_per_second", Math.round(1e3 * sums[0] / sums[2]));
      run.addProperty("tokens_per_second", Math.round(1e3 * sums[1] / sums[2]));
    }
  }

  /** Reads the file. A damaged file counts as empty, because it is only information. */
  private JsonObject read() throws IOException {
    try {
      return Files.exists(layout.run())
          ? JsonFiles.parse(layout.run(), json -> json)
          : new JsonObject();
    } catch (JsonParseException e) {
      return new JsonObject();
    }
  }
}
