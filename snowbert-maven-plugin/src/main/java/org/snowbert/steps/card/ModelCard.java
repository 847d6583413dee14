package org.snowbert.steps.card;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.Fingerprint;
import org.snowbert.model.BertConfig;
import org.snowbert.settings.ModelFormat;
import org.snowbert.templates.Templates;

/**
 * The model card, {@code README.md}: the metadata that model hubs read, and then what a careful
 * person wants to know before using the model. Its text is the template {@code card.ftl}, which
 * calls the methods of this record.
 */
public record ModelCard(BertConfig config, Provenance provenance, Set<ModelFormat> formats) {
  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** The parameters that drop sentences. */
  private static final List<String> FILTER =
      List.of("minCharacters", "maxCharacters", "include", "exclude", "distinct");

  /** Parameters that the card says elsewhere. */
  private static final Set<String> SAID = Set.of("plugin", "engine", "seed");

  public static String of(BertConfig config, Provenance provenance, Set<ModelFormat> formats)
      throws IOException {
    return Templates.fill(ModelCard.class, "card.ftl", new ModelCard(config, provenance, formats));
  }

  /** Whether the zip has the model as TorchScript. */
  public boolean isTorchScript() {
    return formats.contains(ModelFormat.TORCHSCRIPT);
  }

  /** Whether the zip has the model as ONNX. */
  public boolean isOnnx() {
    return formats.contains(ModelFormat.ONNX) || isOnnxEmbedded();
  }

  /** Whether the ONNX files have the parameters in them. */
  public boolean isOnnxEmbedded() {
    return formats.contains(ModelFormat.ONNX_EMBEDDED);
  }

  /** Whether the model's words are found as Japanese ones. */
  public boolean isJapanese() {
    return segmenter().startsWith("japanese");
  }

  /** Whether the model's tokens are characters. */
  public boolean isOfCharacters() {
    return segmenter().endsWith("character");
  }

  /** Whether the model reads capital letters as small ones. */
  public boolean isUncased() {
    return segmenter().startsWith("uncased");
  }

  private String segmenter() {
    return provenance.steps().tokenize().parameters().getOrDefault("segmenter", "");
  }

  /** Whether the corpus is that of SNOW, which hubs know. */
  public boolean isOfSnow() {
    List<String> snow = Source.DEFAULTS.stream().map(source -> source.url().toString()).toList();
    return provenance.corpus().sources().stream().allMatch(source -> snow.contains(source.url()));
  }

  /** The parameters of the filter that the user set; empty where there is no filter. */
  public String filter() {
    Map<String, String> parameters = provenance.steps().fetch().parameters();
    StringJoiner set = new StringJoiner(", ");
    for (String name : FILTER) {
      String value = parameters.getOrDefault(name, Fingerprint.NOT_SET);
      if (!value.equals(Fingerprint.NOT_SET) && !value.equals("false")) {
        set.add("%s `%s`".formatted(name, value));
      }
    }
    return set.toString();
  }

  /** The parameters of all steps but the first, whose sources have a table of their own. */
  public SortedMap<String, String> parameters() {
    SortedMap<String, String> parameters = new TreeMap<>();
    parameters.putAll(provenance.steps().tokenize().parameters());
    parameters.putAll(provenance.steps().mask().parameters());
    parameters.putAll(provenance.steps().train().parameters());
    parameters.keySet().removeAll(SAID);
    return parameters;
  }

  /** A text in double quotes, as JSON has it and YAML takes it. */
  public String quoted(String text) {
    return GSON.toJson(text);
  }

  /** A text within a table of Markdown. */
  public String cell(String text) {
    return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
  }

  /** A number with all its digits and without an exponent. */
  public String exact(double number) {
    return BigDecimal.valueOf(number).toPlainString();
  }

  /** A number with so many decimals, halves rounded up. */
  public String rounded(double number, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", number);
  }

  public String percent(double share) {
    return rounded(100 * share, 1) + " %";
  }
}
