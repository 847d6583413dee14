package org.snowbert.jobs.results;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.FillMaskAnswer;
import org.snowbert.InvalidInputException;
import org.snowbert.inference.FillMask;
import org.snowbert.inference.LoadedModel;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;
import org.snowbert.text.Vocabulary;
import org.snowbert.worker.Threads;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.evaluation.Evaluator;

/**
 * The content of {@code evaluation.json}: the model's figures, and beside them what it makes of
 * prompts and how a baseline does on the same tokens.
 *
 * @param baseline null where there is none
 */
public record EvaluationReport(Evaluation figures, List<Fill> fills, @Nullable Baseline baseline) {
  /**
   * A prompt and the words that the model fills in.
   *
   * @param words the most probable first
   */
  public record Fill(String text, List<FillMaskAnswer.Candidate> words) {}

  /**
   * The figures of the model to compare with.
   *
   * @param name what the user calls it
   */
  public record Baseline(String name, Evaluation figures) {}

  /** Takes the report from what {@code evaluation.json} holds. */
  public static EvaluationReport of(JsonObject json) {
    JsonObject baseline = json.getAsJsonObject("baseline");
    return new EvaluationReport(
        JsonFiles.GSON.fromJson(json, Evaluation.class),
        json.has("fills")
            ? List.of(JsonFiles.GSON.fromJson(json.get("fills"), Fill[].class))
            : List.of(),
        baseline == null
            ? null
            : new Baseline(
                baseline.get("name").getAsString(),
                JsonFiles.GSON.fromJson(baseline, Evaluation.class)));
  }

  /** The figures at the top, the rest where there is any. */
  public JsonObject toJson() {
    JsonObject json = JsonFiles.GSON.toJsonTree(figures).getAsJsonObject();
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

  public static void run(EvaluateRequest request) throws IOException {
    Examples examples = Examples.masked(Path.of(request.masked()));
    int parts = Threads.of(request.hardware().threads(), Evaluator.BATCH_SIZE).parts();
    EvaluationReport report;
    Vocabulary vocabulary;
    try (LoadedModel model =
        LoadedModel.open(Path.of(request.model()), request.hardware().accelerator())) {
      vocabulary = model.vocabulary();
      Evaluator evaluator = new Evaluator(examples, request.labels(), request.paddedLength());
      report =
          new EvaluationReport(
              evaluator.evaluate(model.bert(), parts, () -> {}),
              fills(model, request.prompts()),
              null);
    }
    if (request.baseline() != null) { // after the model is closed: it may fill half of the memory
      report =
          new EvaluationReport(
              report.figures,
              report.fills,
              baseline(request.baseline(), request.hardware(), examples, vocabulary, parts));
    }
    JsonFiles.write(Path.of(request.output()), report.toJson());
  }

  private static List<Fill> fills(LoadedModel model, List<EvaluateRequest.Prompt> prompts) {
    List<Fill> fills = new ArrayList<>();
    for (EvaluateRequest.Prompt prompt : prompts) {
      FillMaskAnswer answer = FillMask.fill(model, List.of(prompt.text()), prompt.topK()).get(0);
      fills.add(new Fill(prompt.text(), answer.masks().get(0)));
    }
    return fills;
  }

  private static Baseline baseline(
      EvaluateRequest.Baseline baseline,
      Hardware hardware,
      Examples examples,
      Vocabulary vocabulary,
      int parts)
      throws IOException {
    try (LoadedModel model = LoadedModel.open(Path.of(baseline.model()), hardware.accelerator())) {
      if (!model.vocabulary().equals(vocabulary)) {
        throw new InvalidInputException(
            "The baseline %s of <gates> has another vocabulary, and losses over different tokens cannot be compared; train with its vocab.txt as snowbert.vocabulary, or leave the baseline out."
                .formatted(baseline.name()));
      }
      return new Baseline(
          baseline.name(),
          new Evaluator(examples, Labels.MASKED, null).evaluate(model.bert(), parts, () -> {}));
    }
  }
}
