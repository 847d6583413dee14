package org.snowbert.steps.card;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.snowbert.corpus.Dropped;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.StepName;
import org.snowbert.model.BertConfig;

/**
 * The model card: what a careful person wants to know before using the model, and before it the
 * metadata that model hubs read. It says what {@link Provenance} says, in Markdown.
 */
public final class ModelCard {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** Licences that hubs know by these identifiers, SPDX's in small letters. */
  private static final Set<String> KNOWN_LICENSES =
      Set.of(
          "apache-2.0",
          "mit",
          "bsd-2-clause",
          "bsd-3-clause",
          "cc0-1.0",
          "cc-by-4.0",
          "cc-by-sa-4.0",
          "cc-by-nc-4.0",
          "gpl-3.0",
          "lgpl-3.0",
          "agpl-3.0",
          "mpl-2.0");

  /** The parameters that drop sentences. */
  private static final List<String> FILTER =
      List.of("minCharacters", "maxCharacters", "include", "exclude", "distinct");

  private final StringBuilder card = new StringBuilder();
  private final BertConfig config;
  private final JsonObject provenance;
  private final JsonObject project;
  private final JsonObject corpus;
  private final JsonObject tokens;
  private final JsonObject metrics;

  private ModelCard(BertConfig config, JsonObject provenance) {
    this.config = config;
    this.provenance = provenance;
    this.project = provenance.getAsJsonObject("project");
    this.corpus = provenance.getAsJsonObject("corpus");
    this.tokens = provenance.getAsJsonObject("tokens");
    this.metrics = provenance.getAsJsonObject("metrics");
  }

  public static String of(BertConfig config, JsonObject provenance) {
    ModelCard card = new ModelCard(config, provenance);
    card.metadata();
    card.model();
    card.uses();
    card.data();
    card.training();
    card.evaluation();
    card.loading();
    return card.card.toString();
  }

  private void metadata() {
    line("---");
    if (isJapanese()) {
      line("language: ja");
    }
    licenseMetadata();
    line("library_name: transformers");
    line("pipeline_tag: fill-mask");
    line("tags: [bert, masked-lm, snowbert]");
    if (isOfSnow()) {
      line("datasets: [SNOW-NLP/snow_simplified_japanese_corpus]");
    }
    line("model-index:");
    line("- name: %s", quoted(text(project, "name")));
    line("  results:");
    line("  - task: {type: fill-mask}");
    line("    dataset: {name: %s, type: corpus, split: validation}", quoted(sourceIds()));
    line("    metrics:");
    result("loss", "loss", "validation_loss");
    result("perplexity", "perplexity", "validation_perplexity");
    result("accuracy", "top-1 accuracy", "validation_top1");
    result("accuracy", "top-5 accuracy", "validation_top5");
    line("---");
  }

  private void licenseMetadata() {
    for (JsonElement element : project.getAsJsonArray("licenses")) {
      JsonObject license = element.getAsJsonObject();
      String id = text(license, "name").toLowerCase(Locale.ROOT);
      if (KNOWN_LICENSES.contains(id)) {
        line("license: %s", id);
      } else {
        line("license: other");
        line("license_name: %s", quoted(text(license, "name")));
        if (license.has("url")) {
          line("license_link: %s", quoted(text(license, "url")));
        }
      }
      return; // hubs take one
    }
  }

  private boolean isJapanese() {
    return parameter(StepName.TOKENIZE, "segmenter").equals("japanese");
  }

  private boolean isOfSnow() {
    List<String> snow = Source.DEFAULTS.stream().map(source -> source.url().toString()).toList();
    return sources().stream().allMatch(source -> snow.contains(text(source, "url")));
  }

  private void result(String type, String name, String metric) {
    line("    - {type: %s, name: %s, value: %s}", type, name, number(metrics, metric));
  }

  private void model() {
    line("");
    line("# %s", text(project, "name"));
    line("");
    if (project.has("description")) {
      line("%s", text(project, "description"));
      line("");
    }
    line(
        "A BERT masked language model%s with %,d parameters: %d layers, %d wide, %d attention heads, a vocabulary of %,d and %d positions.",
        isJapanese() ? " of Japanese" : "",
        metrics.get("parameters").getAsLong(),
        config.layers(),
        config.width(),
        config.heads(),
        config.vocabularySize(),
        config.maxPositions());
    line("");
    line("- Published as `%s`.", coordinates());
    line("- Licence of the model: %s.", licenses());
    if (project.has("scm")) {
      line("- Sources: %s.", text(project, "scm"));
    }
    if (project.has("revision")) {
      JsonObject revision = project.getAsJsonObject("revision");
      line(
          "- Made from the commit `%s`%s.",
          text(revision, "commit"),
          revision.get("dirty").getAsBoolean() ? ", with changes that are not in it" : "");
    }
    if (provenance.has("parent")) {
      JsonObject parent = provenance.getAsJsonObject("parent");
      line(
          "- Trained further from %s (%s).",
          text(parent, "name"),
          parent.has("sha256")
              ? "sha256 `" + text(parent, "sha256") + "`"
              : "in shards, whose sha256 are in `training.json`");
    }
  }

  private String coordinates() {
    return String.join(
        ":", text(project, "groupId"), text(project, "artifactId"), text(project, "version"));
  }

  private String licenses() {
    StringJoiner names = new StringJoiner(", ");
    names.setEmptyValue("not declared; ask its publisher before you use it");
    for (JsonElement element : project.getAsJsonArray("licenses")) {
      JsonObject license = element.getAsJsonObject();
      names.add(
          license.has("url")
              ? "[%s](%s)".formatted(text(license, "name"), text(license, "url"))
              : text(license, "name"));
    }
    return names.toString();
  }

  private void uses() {
    heading("Intended use and limits");
    line(
        "It fills in masked words of sentences like those it was trained on, and is a start for fine-tuning on them. It does not generate text.");
    line("");
    line(
        "- It knows %,d sentences and no other %s%s: on text of another kind or another vocabulary expect worse figures than those below.",
        tokens.get("trainSentences").getAsInt(),
        isJapanese() ? "Japanese" : "text",
        provenance.has("parent") ? " than its parent" : "");
    line(
        "- It was trained on sentences of at most %s tokens: positions beyond are as untrained as at the start.",
        parameter(StepName.TOKENIZE, "maxLength"));
    line(
        "- Sentences come one at a time: it has seen no pair of sentences, and has no trained pooler. For a sentence's vector take the mean of the last hidden states.");
    line(
        "- It repeats what its sentences say, prejudices and mistakes included. Nobody has examined it for bias; do not let it decide about people.");
  }

  private void data() {
    heading("Data");
    line("| source | licence | rows | empty, dropped | sentences | repeated, kept | sha256 |");
    line("|---|---|---|---|---|---|---|");
    for (JsonObject source : sources()) {
      line(
          "| %s, %s | %s | %,d | %,d | %,d | %,d | `%s` |",
          text(source, "id"),
          text(source, "url"),
          source.has("license") ? text(source, "license") : "not declared",
          source.get("rows").getAsInt(),
          source.get("empty").getAsInt(),
          source.get("kept").getAsInt(),
          source.get("repeated").getAsInt(),
          text(source, "sha256"));
    }
    line("");
    filter();
    line(
        "Its sentences, %s, then split by WordPiece. Equal sentences stand on one side only: %,d sentences (%,d tokens) train, %,d sentences (%,d tokens) are held out. %,d tokens are unknown to the vocabulary, %,d sentences were cut.",
        isJapanese()
            ? "normalised (NFKC), segmented by Kuromoji with IPADIC"
            : "their letters as they were, split at white space and punctuation",
        tokens.get("trainSentences").getAsInt(),
        tokens.get("trainTokens").getAsLong(),
        tokens.get("validationSentences").getAsInt(),
        tokens.get("validationTokens").getAsLong(),
        tokens.get("unknownTokens").getAsLong(),
        tokens.get("truncated").getAsInt());
  }

  /** What the user set of the filter, and what came of it. */
  private void filter() {
    StringJoiner set = new StringJoiner(", ");
    for (String name : FILTER) {
      String value = parameter(StepName.FETCH, name);
      if (!value.equals("not set") && !value.equals("false")) {
        set.add("%s `%s`".formatted(name, value));
      }
    }
    if (set.length() > 0) {
      Dropped dropped = GSON.fromJson(corpus.get("dropped"), Dropped.class);
      line(
          "Of them the filter (%s) dropped: %s.",
          set, dropped.total() == 0 ? "none" : dropped.toString());
      line("");
    }
  }

  private void training() {
    heading("Training");
    line(
        "By SnowBERT %s with %s on %s, from the seed %s: the same inputs give the same bytes again on the same machine.",
        text(provenance, "plugin"),
        text(provenance, "engine"),
        text(provenance, "platform"),
        text(provenance, "seed"));
    line("");
    line("| parameter | value |");
    line("|---|---|");
    parameters().forEach((name, value) -> line("| %s | %s |", name, value));
    line("");
    line("| epoch | last step | training loss | validation loss | top-1 | top-5 |");
    line("|---|---|---|---|---|---|");
    for (JsonElement element : metrics.getAsJsonArray("epochs")) {
      JsonObject epoch = element.getAsJsonObject();
      line(
          "| %d | %,d | %.4f | %.4f | %.4f | %.4f |",
          epoch.get("epoch").getAsInt(),
          epoch.get("step").getAsInt(),
          epoch.get("training_loss").getAsDouble(),
          epoch.get("validation_loss").getAsDouble(),
          epoch.get("validation_top1").getAsDouble(),
          epoch.get("validation_top5").getAsDouble());
    }
    line("");
    line(
        "`training.json` holds all of it, with the digest of every input and the versions of the libraries.");
  }

  /** Those of all steps but of the corpus, which has a table of its own. */
  private SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    for (StepName step : List.of(StepName.TOKENIZE, StepName.MASK, StepName.TRAIN)) {
      for (var parameter : parameters(step).entrySet()) {
        parameters.put(parameter.getKey(), parameter.getValue().getAsString());
      }
    }
    parameters.keySet().removeAll(Set.of("plugin", "engine", "seed"));
    return parameters;
  }

  private JsonObject parameters(StepName step) {
    return provenance
        .getAsJsonObject("steps")
        .getAsJsonObject(step.toString())
        .getAsJsonObject("parameters");
  }

  private String parameter(StepName step, String name) {
    return text(parameters(step), name);
  }

  private void evaluation() {
    heading("Evaluation");
    line(
        "Over %,d masked tokens of the held-out sentences, whose masks were drawn once: loss %.4f, perplexity %.2f, top-1 accuracy %.1f %%, top-5 accuracy %.1f %%. They are sentences of the same sources; nothing else was measured.",
        metrics.get("validation_tokens").getAsLong(),
        metrics.get("validation_loss").getAsDouble(),
        metrics.get("validation_perplexity").getAsDouble(),
        100 * metrics.get("validation_top1").getAsDouble(),
        100 * metrics.get("validation_top5").getAsDouble());
    line("");
    if (provenance.getAsJsonArray("gates").isEmpty()) {
      line("Its build demanded nothing of these figures.");
      return;
    }
    line("Its build publishes it only if its package, evaluated once more, meets:");
    line("");
    for (JsonElement gate : provenance.getAsJsonArray("gates")) {
      line("- %s", gate.getAsString());
    }
  }

  private void loading() {
    heading("How to load it");
    card.append(LoadingGuide.of(isJapanese(), project, text(provenance, "plugin")));
  }

  private List<JsonObject> sources() {
    return corpus.getAsJsonArray("sources").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .toList();
  }

  private String sourceIds() {
    StringJoiner ids = new StringJoiner(", ");
    sources().forEach(source -> ids.add(text(source, "id")));
    return ids.toString();
  }

  private void heading(String title) {
    line("");
    line("## %s", title);
    line("");
  }

  private void line(String format, Object... values) {
    card.append(String.format(Locale.ROOT, format, values)).append('\n');
  }

  private static String text(JsonObject json, String name) {
    return json.get(name).getAsString();
  }

  private static String number(JsonObject json, String name) {
    return json.get(name).getAsBigDecimal().toPlainString();
  }

  /** A text in double quotes, as JSON has it and YAML takes it. */
  private static String quoted(String text) {
    return GSON.toJson(text);
  }
}
