package org.snowbert.pipeline;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.snowbert.training.TrainRequest;

/**
 * Where a model comes from, without a time or a path of the machine: equal runs say equal things.
 */
final class Provenance {
  private Provenance() {}

  /** The {@link TrainRequest#provenance() provenance} of a training with the given fingerprint. */
  static JsonObject of(Versions versions, Workspace workspace, States states, Fingerprint training)
      throws IOException {
    JsonObject steps = new JsonObject();
    for (Step step : Step.values()) {
      if (step.compareTo(Step.TRAIN) < 0) {
        StepState state = states.of(step);
        steps.add(step.toString(), step(state.parameters(), state.inputs()));
      }
    }
    steps.add(Step.TRAIN.toString(), step(training.parameters(), training.inputs()));
    JsonObject json = new JsonObject();
    json.addProperty("plugin", versions.plugin());
    json.addProperty("engine", versions.engine());
    json.add(
        "corpus",
        JsonParser.parseString(Files.readString(workspace.corpus().resolve("manifest.json"))));
    json.add("steps", steps);
    return json;
  }

  private static JsonObject step(Map<String, String> parameters, Map<String, FileStamp> inputs) {
    JsonObject values = new JsonObject();
    parameters.forEach(values::addProperty);
    JsonObject digests = new JsonObject();
    inputs.forEach((name, stamp) -> digests.addProperty(name, stamp.sha256()));
    JsonObject json = new JsonObject();
    json.add("parameters", values);
    json.add("sha256", digests);
    return json;
  }
}
