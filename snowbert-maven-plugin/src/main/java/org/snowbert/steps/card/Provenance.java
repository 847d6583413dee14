package org.snowbert.steps.card;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecord;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Settings;

/**
 * The content of {@code training.json}: where a model comes from, without a time or a path of the
 * machine, so that equal runs say equal things.
 */
public final class Provenance {
  private Provenance() {}

  /** The provenance of the model that was trained last. */
  public static JsonObject of(Settings settings, Layout workspace, StepRecords states)
      throws IOException {
    TrainingResults results =
        JsonFiles.read(
            workspace.train().results(),
            json -> JsonFiles.GSON.fromJson(json, TrainingResults.class));
    JsonObject json = new JsonObject();
    json.add("project", JsonFiles.GSON.toJsonTree(settings.project()));
    json.addProperty("plugin", settings.versions().plugin());
    json.addProperty("engine", settings.versions().engine());
    json.addProperty("platform", settings.versions().platform());
    json.add("libraries", JsonFiles.GSON.toJsonTree(settings.versions().libraries()));
    json.addProperty("seed", settings.train().seed());
    JsonObject parent = parent(settings, states);
    if (parent != null) {
      json.add("parent", parent);
    }
    json.add("corpus", read(workspace.corpus().resolve("manifest.json")));
    json.add("tokens", read(workspace.tokens().counts()));
    json.add("steps", steps(states, results));
    json.add("metrics", metrics(results));
    json.add("gates", JsonFiles.GSON.toJsonTree(settings.gates().clauses()));
    return json;
  }

  private static JsonElement read(Path file) throws IOException {
    return JsonFiles.read(file, json -> json);
  }

  /** The model that training started from: a zip by its digest, a folder by its parameters'. */
  public static @Nullable JsonObject parent(Settings settings, StepRecords states)
      throws IOException {
    if (settings.init() == null) {
      return null;
    }
    JsonObject parent = new JsonObject();
    parent.addProperty("name", settings.init().name());
    states
        .of(StepName.TRAIN)
        .inputs()
        .forEach(
            (name, stamp) -> {
              if (name.equals("init") || name.equals("init model.safetensors")) {
                parent.addProperty("sha256", stamp.sha256());
              } else if (name.startsWith("init model-")) { // in shards
                parent.addProperty("sha256 of " + name.substring("init ".length()), stamp.sha256());
              }
            });
    return parent;
  }

  private static JsonObject steps(StepRecords states, TrainingResults results) throws IOException {
    JsonObject steps = new JsonObject();
    for (StepName step : StepName.upTo(StepName.TRAIN)) {
      StepRecord state = states.of(step);
      JsonObject digests = new JsonObject();
      state.inputs().forEach((name, stamp) -> digests.addProperty(name, stamp.sha256()));
      JsonObject json = new JsonObject();
      json.add("parameters", JsonFiles.GSON.toJsonTree(state.parameters()));
      json.add("sha256", digests);
      steps.add(step.toString(), json);
    }
    // What was used, where the parameters leave it to the machine.
    JsonObject used =
        steps.getAsJsonObject(StepName.TRAIN.toString()).getAsJsonObject("parameters");
    used.addProperty("device", results.device());
    used.addProperty("precision", results.precision());
    used.addProperty("threads", Integer.toString(results.threads()));
    return steps;
  }

  private static JsonObject metrics(TrainingResults results) {
    Evaluation validation = results.validation();
    JsonObject metrics = new JsonObject();
    metrics.addProperty("steps", results.steps());
    metrics.addProperty("parameters", results.parameters());
    metrics.addProperty("validation_loss", validation.loss());
    if (validation.loss_all_positions() != null) {
      metrics.addProperty("validation_loss_all_positions", validation.loss_all_positions());
    }
    metrics.addProperty("validation_perplexity", validation.perplexity());
    metrics.addProperty("validation_top1", validation.top1());
    metrics.addProperty("validation_top5", validation.top5());
    metrics.addProperty("validation_tokens", validation.tokens());
    metrics.add("epochs", JsonFiles.GSON.toJsonTree(results.epochs()));
    return metrics;
  }
}
