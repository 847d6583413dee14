package org.snowbert.pipeline;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.snowbert.Folders;
import org.snowbert.JsonFiles;

/**
 * {@code run.json}: when each step last ran, how long it took, and on what machine; all that must
 * not be in the zip, whose bytes are the same whenever and wherever it is made.
 */
final class RunRecord {
  private final Workspace workspace;

  RunRecord(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Replaces what the file says of a step by what is to be said of it now. */
  JsonObject record(Step step, Instant started, Duration took) throws IOException {
    JsonObject run = new JsonObject();
    run.addProperty("started", started.truncatedTo(ChronoUnit.SECONDS).toString());
    run.addProperty("seconds", took.toMillis() / 1e3);
    if (step == Step.TRAIN) {
      addThroughput(run);
    }
    run.add("machine", JsonFiles.GSON.toJsonTree(Machine.current()));
    record(step, run);
    return run;
  }

  /** Replaces what the file says of a step. */
  void record(Step step, JsonObject run) throws IOException {
    JsonObject runs = read();
    runs.add(step.toString(), run);
    Files.createDirectories(workspace.build());
    JsonFiles.write(workspace.run(), runs);
  }

  /** The steps of all runs of the training, if it was resumed, without what is between them. */
  private void addThroughput(JsonObject run) throws IOException {
    long sentences = 0;
    long tokens = 0;
    double seconds = 0;
    for (Path metrics : Folders.files(workspace.metrics())) {
      for (String text : Files.readAllLines(metrics)) {
        JsonObject line = JsonParser.parseString(text).getAsJsonObject();
        if (line.has("step_ms")) {
          sentences += line.get("sentences").getAsLong();
          tokens += line.get("tokens").getAsLong();
          seconds += line.get("step_ms").getAsDouble() / 1e3;
        }
      }
    }
    if (seconds > 0) {
      run.addProperty("sentences_per_second", Math.round(sentences / seconds));
      run.addProperty("tokens_per_second", Math.round(tokens / seconds));
    }
  }

  /** What is there; a damaged file is begun anew, for it only informs. */
  private JsonObject read() throws IOException {
    try {
      return Files.exists(workspace.run())
          ? JsonParser.parseString(Files.readString(workspace.run())).getAsJsonObject()
          : new JsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      return new JsonObject();
    }
  }
}
