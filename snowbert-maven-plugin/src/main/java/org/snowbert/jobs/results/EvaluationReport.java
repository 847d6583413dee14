package org.snowbert.jobs.results;

import com.google.gson.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.internal.JsonFiles;

/**
 * The content of {@code evaluation.json}.
 *
 * @param figures the figures of the model; null without validation sentences
 * @param fills the words that the model fills into prompts
 * @param baseline the figures of the baseline on the same tokens; null if there is none
 */
public record EvaluationReport(
    @Nullable Evaluation figures, List<Fill> fills, @Nullable Baseline baseline) {
  /**
   * A prompt and the words that the model fills in.
   *
   * @param words the words, the most probable first
   */
  public record Fill(String text, List<FillMaskAnswer.Candidate> words) {}

  /**
   * The figures of the baseline, the model to compare with.
   *
   * @param name the name that the user gives it
   */
  public record Baseline(String name, Evaluation figures) {}

  /** Reads the report from the content of {@code evaluation.json}. */
  public static EvaluationReport of(JsonObject json) {
    JsonObject baseline = json.getAsJsonObject("baseline");
    return new EvaluationReport(
        json.has("loss") ? JsonFiles.GSON.fromJson(json, Evaluation.class) : null,
        json.has("fills")
            ? List.of(JsonFiles.GSON.fromJson(json.get("fills"), Fill[].class))
            : List.of(),
        baseline == null
            ? null
            : new Baseline(
                baseline.get("name").getAsString(),
                JsonFiles.GSON.fromJson(baseline, Evaluation.class)));
  }

  /**
   * Writes the report as JSON: the figures, if there are any, at the top level, then the fills and
   * the baseline, if there are any.
   */
  public JsonObject toJson() {
    JsonObject json =
        figures == null ? new JsonObject() : JsonFiles.GSON.toJsonTree(figures).getAsJsonObject();
    if (!fills.isEmpty()) {
      json.add("fills", JsonFiles.GSON.toJsonTree(fills));
    }
    if (baseline != null) {
      JsonObject other = new JsonObject();
      other.addProperty("name", baseline.name());
      JsonFiles.GSON.toJsonTree(baseline.figures()).getAsJsonObject().asMap().forEach(other::add);
      json.add("baseline", other);
    }
    return json;
  }
}
