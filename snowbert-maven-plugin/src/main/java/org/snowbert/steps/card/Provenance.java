package org.snowbert.steps.card;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snowbert.corpus.Manifest;
import org.snowbert.incremental.FileStamp;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepRecord;
import org.snowbert.incremental.StepRecords;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.TokenCounts;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;

/**
 * The content of {@code training.json}: where a model comes from. It holds no time and no path of
 * the machine, so that equal runs write equal bytes. The names of the components are the names in
 * the file.
 *
 * @param plugin the version of the plugin
 * @param engine what computed, such as {@code libtorch 2.7.1 cpu, DJL 0.36.0}
 * @param platform the system and the processor's architecture, such as {@code linux-x86_64}
 * @param libraries versions by {@code groupId:artifactId}
 * @param parent the model that training started from; absent where it started from scratch. Its
 *     {@code name}, and the {@code sha256} of its zip or of its parameters' file; a folder whose
 *     parameters lie in shards has {@code sha256 of} each shard instead
 * @param gates in words
 */
public record Provenance(
    Project project,
    String plugin,
    String engine,
    String platform,
    Map<String, String> libraries,
    long seed,
    @Nullable Map<String, String> parent,
    Manifest corpus,
    TokenCounts tokens,
    Steps steps,
    Metrics metrics,
    List<String> gates) {

  /** The steps that made the model. */
  public record Steps(Step fetch, Step tokenize, Step mask, Step train) {
    private static Steps of(StepRecords records, TrainingResults results) throws IOException {
      return new Steps(
          Step.of(records.of(StepName.FETCH)),
          Step.of(records.of(StepName.TOKENIZE)),
          Step.of(records.of(StepName.MASK)),
          Step.of(records.of(StepName.TRAIN)).on(results));
    }
  }

  /**
   * What decided the result of a step.
   *
   * @param sha256 the digest of each input file, by the file's name
   */
  public record Step(Map<String, String> parameters, Map<String, String> sha256) {
    private static Step of(StepRecord state) {
      Map<String, String> sha256 = new LinkedHashMap<>();
      state.inputs().forEach((name, stamp) -> sha256.put(name, stamp.sha256()));
      return new Step(state.parameters(), sha256);
    }

    /** Adds what training used, because its parameters may leave that to the machine. */
    private Step on(TrainingResults results) {
      Map<String, String> used = new LinkedHashMap<>(parameters);
      used.put("device", results.device());
      used.put("precision", results.precision());
      used.put("threads", Integer.toString(results.threads()));
      return new Step(used, sha256);
    }
  }

  /**
   * What training reached. The figures of validation are absent if no sentence was held out.
   *
   * @param steps of the optimizer
   * @param best_step the step whose parameters the model has; absent if it is the last one
   * @param parameters of the model
   * @param validation_loss_all_positions absent where training scores only masked tokens
   * @param validation_tokens the masked tokens that were scored
   */
  public record Metrics(
      int steps,
      @Nullable Integer best_step,
      long parameters,
      @Nullable Double validation_loss,
      @Nullable Double validation_loss_all_positions,
      @Nullable Double validation_perplexity,
      @Nullable Double validation_top1,
      @Nullable Double validation_top5,
      @Nullable Long validation_tokens,
      List<TrainingResults.Epoch> epochs) {
    private static Metrics of(TrainingResults results) {
      Evaluation validation = results.validation();
      return new Metrics(
          results.steps(),
          results.best_step(),
          results.parameters(),
          validation == null ? null : (Double) validation.loss(),
          validation == null ? null : validation.loss_all_positions(),
          validation == null ? null : (Double) validation.perplexity(),
          validation == null ? null : (Double) validation.top1(),
          validation == null ? null : (Double) validation.top5(),
          validation == null ? null : (Long) validation.tokens(),
          results.epochs());
    }
  }

  /** The provenance of the model that was trained last. */
  public static Provenance of(Settings settings, Layout layout, StepRecords records)
      throws IOException {
    TrainingResults results = read(layout.train().results(), TrainingResults.class);
    return new Provenance(
        settings.project(),
        settings.versions().plugin(),
        settings.versions().engine(),
        settings.versions().platform(),
        settings.versions().libraries(),
        settings.train().seed(),
        parent(settings, records),
        read(layout.manifest(), Manifest.class),
        read(layout.tokens().counts(), TokenCounts.class),
        Steps.of(records, results),
        Metrics.of(results),
        settings.gates().clauses());
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    return JsonFiles.read(file, json -> JsonFiles.GSON.fromJson(json, type));
  }

  /** The parent of a model that was trained with these settings; null where it has none. */
  public static @Nullable Map<String, String> parent(Settings settings, StepRecords records)
      throws IOException {
    if (settings.init() == null) {
      return null;
    }
    Map<String, String> parent = new LinkedHashMap<>();
    parent.put("name", settings.init().name());
    for (Map.Entry<String, FileStamp> input : records.of(StepName.TRAIN).inputs().entrySet()) {
      String name = input.getKey();
      if (name.equals("init") || name.equals("init model.safetensors")) {
        parent.put("sha256", input.getValue().sha256());
      } else if (name.startsWith("init model-")) {
        parent.put("sha256 of " + name.substring("init ".length()), input.getValue().sha256());
      }
    }
    return parent;
  }
}
