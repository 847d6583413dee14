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
 * {@code run.json}: when each step last ran, how long it took, and on what machine; all that must
 * not be in the zip, whose bytes are the same whenever and wherever it is made.
 */
final class RunRecord {
  private final Layout layout;

  RunRecord(Layout layout) {
    this.layout = layout;
  }

  /** Replaces what the file says of a step by what is to be said of it now. */
  JsonObject record(StepName step, Instant started, Duration took) throws IOException {
    JsonObject run = new JsonObject();
    run.addProperty("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    run.addProperty("seconds", took.toMillis() / 1e3);
    if (step == StepName.TRAIN) {
      addThroughput(run);
    }
    run.add("machine", JsonFiles.GSON.toJsonTree(MachineDescription.current()));
    record(step, run);
    return run;
  }

  /** Replaces what the file says of a step. */
  void record(StepName step, JsonObject run) throws IOException {
    JsonObject runs = read();
    runs.add(step.toString(), run);
    Files.createDirectories(layout.build());
    JsonFiles.write(layout.run(), runs);
  }

  /** How long a step's last run took; null where that is not known. */
  @Nullable Duration took(StepName step) throws IOException {
    try {
      double seconds = read().getAsJsonObject(step.toString()).get("seconds").getAsDouble();
      return Duration.ofMillis(Math.round(1e3 * seconds));
    } catch (RuntimeException e) { // Gson's, and those of what is absent
      return null;
    }
  }

  /** The steps of all runs of the training, if it was resumed, without what is between them. */
  private void addThroughput(JsonObject run) {
    double[] sums = new double[3]; // of sentences, tokens, milliseconds
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
      return; // it only informs
    }
    if (sums[2] > 0) {
      run.addProperty("sentences_per_second", Math.round(1e3 * sums[0] / sums[2]));
      run.addProperty("tokens_per_second", Math.round(1e3 * sums[1] / sums[2]));
    }
  }

  /** What is there; a damaged file is begun anew, for it only informs. */
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
