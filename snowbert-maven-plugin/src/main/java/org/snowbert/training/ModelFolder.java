package org.snowbert.training;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.Folders;
import org.snowbert.model.Bert;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * The folder {@code model}: what transformers' {@code from_pretrained} reads, the model card and
 * the provenance.
 */
final class ModelFolder {
  static final String CONFIG = "config.json";
  static final String PARAMETERS = "model.safetensors";
  static final String VOCABULARY = "vocab.txt";
  private static final List<String> TOKENIZER =
      List.of(VOCABULARY, "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json");

  private ModelFolder() {}

  /** Writes the folder beside its place, then into it. */
  static void write(Path folder, Bert bert, TrainRequest request, int steps, Evaluation evaluation)
      throws IOException {
    Path temporary = folder.resolveSibling(folder.getFileName() + ".tmp");
    Folders.delete(temporary);
    Files.createDirectories(temporary);
    bert.config().write(temporary.resolve(CONFIG));
    SafeTensorsWriter parameters = new SafeTensorsWriter().metadata("format", "pt");
    bert.writeParameters(parameters);
    parameters.write(temporary.resolve(PARAMETERS));
    for (String file : TOKENIZER) {
      Files.copy(Path.of(request.tokens(), file), temporary.resolve(file));
    }
    JsonObject provenance = provenance(bert, request, steps, evaluation);
    Files.writeString(
        temporary.resolve("training.json"),
        new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(provenance)
            + "\n");
    Files.writeString(temporary.resolve("README.md"), ModelCard.of(bert.config(), provenance));
    Folders.replace(temporary, folder);
  }

  private static JsonObject provenance(
      Bert bert, TrainRequest request, int steps, Evaluation evaluation) {
    JsonObject metrics = new JsonObject();
    metrics.addProperty("steps", steps);
    metrics.addProperty("parameters", bert.config().parameters());
    metrics.addProperty("validation_loss", evaluation.loss());
    if (evaluation.loss_all_positions() != null) {
      metrics.addProperty("validation_loss_all_positions", evaluation.loss_all_positions());
    }
    metrics.addProperty("validation_perplexity", evaluation.perplexity());
    metrics.addProperty("validation_top1", evaluation.top1());
    metrics.addProperty("validation_top5", evaluation.top5());
    metrics.addProperty("validation_tokens", evaluation.tokens());
    JsonObject provenance = request.provenance().deepCopy();
    provenance.add("metrics", metrics);
    return provenance;
  }
}
