package org.snowbert.steps.card;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.snowbert.internal.JsonFiles;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.settings.ModelFormat;

final class ModelCardTest {
  private final JsonObject provenance =
      JsonParser.parseString(
              """
              {
                "project": {"groupId": "org.example", "artifactId": "own", "version": "1.0",
                  "name": "Our \\"own\\"", "description": "Of 100% rain.", "licenses": []},
                "plugin": "0.1", "engine": "libtorch 2.7.1 cpu, DJL 0.36.0", "platform": "linux-x86_64", "seed": 42,
                "corpus": {"sources": [{"id": "rain", "url": "rain.xlsx", "sha256": "46f6", "rows": 1234,
                  "kept": 1200, "empty": 34, "repeated": 5}],
                  "dropped": {"tooShort": 0, "tooLong": 1200, "notIncluded": 0, "excluded": 3, "duplicate": 0}},
                "tokens": {"vocabulary": 200, "trainSentences": 1100, "validationSentences": 100,
                  "trainTokens": 11000, "validationTokens": 1000, "unknownTokens": 7, "truncated": 3},
                "steps": {"fetch": {"parameters": {"minCharacters": "not set", "maxCharacters": "not set",
                    "include": "not set", "exclude": "not set", "distinct": "false"}},
                  "tokenize": {"parameters": {"segmenter": "japanese", "maxLength": "128"}},
                  "mask": {"parameters": {"masking": "dynamic"}},
                  "train": {"parameters": {"learningRate": "5e-5", "threads": "2"}}},
                "metrics": {"parameters": 1234567, "validation_loss": 2.5, "validation_perplexity": 12.18,
                  "validation_top1": 0.5, "validation_top5": 0.75, "validation_tokens": 150,
                  "epochs": [{"epoch": 1, "step": 69, "training_loss": 3.5, "validation_loss": 2.5,
                    "validation_top1": 0.5, "validation_top5": 0.75}]},
                "gates": []
              }
              """)
          .getAsJsonObject();

  private String card() throws IOException {
    return card(EnumSet.of(ModelFormat.TORCHSCRIPT, ModelFormat.ONNX));
  }

  private String card(Set<ModelFormat> formats) throws IOException {
    return ModelCard.of(
        BertConfig.of(ModelSize.TINY, 200, 512, 0.1, 0),
        JsonFiles.GSON.fromJson(provenance, Provenance.class),
        formats);
  }

  private String metadata() throws IOException {
    return card().split("---\n", 3)[1];
  }

  private void license(String json) {
    provenance
        .getAsJsonObject("project")
        .getAsJsonArray("licenses")
        .add(JsonParser.parseString(json));
  }

  @Test
  void theMetadataIsWhatHubsRead() throws IOException {
    assertThat(metadata())
        .isEqualTo(
            """
            language: ja
            library_name: transformers
            pipeline_tag: fill-mask
            tags: [bert, masked-lm, snowbert]
            model-index:
            - name: "Our \\"own\\""
              results:
              - task: {type: fill-mask}
                dataset: {name: "rain", type: corpus, split: validation}
                metrics:
                - {type: loss, name: loss, value: 2.5}
                - {type: perplexity, name: perplexity, value: 12.18}
                - {type: accuracy, name: top-1 accuracy, value: 0.5}
                - {type: accuracy, name: top-5 accuracy, value: 0.75}
            """);
  }

  @Test
  void aLicenceThatHubsKnowHasTheirName() throws IOException {
    license("{\"name\": \"Apache-2.0\", \"url\": \"https://example.org/a\"}");
    assertThat(metadata()).contains("\nlicense: apache-2.0\n").doesNotContain("license_name");
    assertThat(card()).contains("Licence of the model: [Apache-2.0](https://example.org/a).");
  }

  @Test
  void anyOtherLicenceIsNamed() throws IOException {
    license("{\"name\": \"House licence\", \"url\": \"https://example.org/a\"}");
    assertThat(metadata())
        .contains(
            "\nlicense: other\nlicense_name: \"House licence\"\nlicense_link: \"https://example.org/a\"\n");
  }

  @Test
  void theCardSaysThatNoLicenceAndNoGateIsDeclared() throws IOException {
    assertThat(card())
        .contains(
            "Licence of the model: not declared",
            "| rain, rain.xlsx | not declared | 1,234 | 34 | 1,200 | 5 | `46f6` |",
            "The build has no gates for these figures.");
  }

  @Test
  void theCardHoldsWhatTheProvenanceSays() throws IOException {
    provenance.getAsJsonArray("gates").add("maxLoss 2.6");
    assertThat(card())
        .contains(
            "# Our \"own\"\n\nOf 100% rain.\n",
            "1,234,567 parameters: 2 layers, 128 wide, 2 attention heads",
            "at most 128 tokens",
            "1,100 sentences (11,000 tokens) are for training, 100 sentences (1,000 tokens) are held out",
            "| learningRate | 5e-5 |\n| masking | dynamic |\n| maxLength | 128 |\n| segmenter | japanese |\n",
            "| 1 | 69 | 3.5000 | 2.5000 | 0.5000 | 0.7500 |",
            "On 150 masked tokens",
            "- maxLoss 2.6\n");
  }

  @Test
  void aModelOfAllSentencesHasNoFigures() throws IOException {
    JsonObject metrics = provenance.getAsJsonObject("metrics");
    metrics.keySet().removeIf(name -> name.startsWith("validation_"));
    JsonObject epoch = metrics.getAsJsonArray("epochs").get(0).getAsJsonObject();
    epoch.keySet().removeIf(name -> name.startsWith("validation_"));
    assertThat(metadata()).endsWith("tags: [bert, masked-lm, snowbert]\n");
    assertThat(card())
        .contains(
            "expect worse answers.",
            "All 1,100 sentences (11,000 tokens) are for training, and none are held out.",
            "\n| epoch | last step | training loss |\n|---|---|---|\n| 1 | 69 | 3.5000 |\n",
            "The model was trained on all sentences, so it has no validation figures",
            "The build has no gates.\n")
        .doesNotContain("validation loss", "perplexity", "top-1");
    provenance.getAsJsonArray("gates").add("'[MASK]' filled with 葉 within 5");
    assertThat(card())
        .contains(
            "The build publishes the packaged model only if it passes these gates:\n\n- '[MASK]' filled with 葉 within 5\n");
  }

  @Test
  void theCardSaysHowJavaLoadsTheModel() throws IOException {
    assertThat(card())
        .contains(
            "<artifactId>own</artifactId>\n  <version>1.0</version>\n  <type>zip</type>\n",
            "<artifactId>snowbert</artifactId>\n  <version>0.1</version>\n",
            "MaskedLanguageModel.open(Path.of(\"file.zip\"))",
            "`model.pt` is the same model as TorchScript");
  }

  @Test
  void theClassifierIsInTheCoordinates() throws IOException {
    provenance.getAsJsonObject("project").addProperty("classifier", "model");
    assertThat(card())
        .contains(
            "Published as `org.example:own:zip:model:1.0`",
            "<version>1.0</version>\n  <classifier>model</classifier>\n  <type>zip</type>\n");
  }

  @Test
  void aCellOfATableStaysOne() throws IOException {
    provenance
        .getAsJsonObject("corpus")
        .getAsJsonArray("sources")
        .get(0)
        .getAsJsonObject()
        .addProperty("license", "CC-BY-4.0 |\n see LICENSE");
    assertThat(card()).contains("| CC-BY-4.0 \\| see LICENSE |");
  }

  @Test
  void theCardNamesTheFilesOfTheFormats() throws IOException {
    assertThat(card())
        .contains("`model.onnx` and `encoder.onnx`", "leave it beside them.\n\nIn Java");
    assertThat(card(EnumSet.of(ModelFormat.ONNX_EMBEDDED)))
        .contains("Each holds its parameters.")
        .doesNotContain("model.pt");
    assertThat(card(EnumSet.of(ModelFormat.TORCHSCRIPT))).doesNotContain("onnx");
  }

  @Test
  void theCorpusOfSnowIsNamedAsHubsNameIt() throws IOException {
    JsonObject source =
        provenance.getAsJsonObject("corpus").getAsJsonArray("sources").get(0).getAsJsonObject();
    source.addProperty("url", "https://filedn.com/lit4DCIlHwxfS1gj9zcYuDJ/SNOW/T15-2020.1.7.xlsx");
    assertThat(metadata()).contains("datasets: [SNOW-NLP/snow_simplified_japanese_corpus]\n");
  }

  private JsonObject parameters(String step) {
    return provenance.getAsJsonObject("steps").getAsJsonObject(step).getAsJsonObject("parameters");
  }

  @Test
  void aModelOfAnotherLanguageIsNotCalledJapanese() throws IOException {
    assertThat(card()).contains("of Japanese", "fugashi", "MeCab");
    parameters("tokenize").addProperty("segmenter", "whitespace");
    assertThat(card())
        .contains("no other text", "split at white space and punctuation", "takes plain text")
        .doesNotContain("Japanese", "language:", "fugashi", "MeCab", "NFKC", "木");
  }

  @Test
  void theCardNamesTheFilterAndCountsWhatItDropped() throws IOException {
    assertThat(card()).doesNotContain("The filter");
    parameters("fetch").addProperty("maxCharacters", "200");
    parameters("fetch").addProperty("exclude", "https?:");
    assertThat(card())
        .contains(
            "The filter (maxCharacters `200`, exclude `https?:`) dropped: 1,200 too long, 3 excluded.\n");
  }

  @Test
  void theParentIsNamedWithItsDigest() throws IOException {
    JsonObject parent = new JsonObject();
    parent.addProperty("name", "org.example:own:0.9");
    provenance.add("parent", parent);
    assertThat(card())
        .contains(
            "Trained further from org.example:own:0.9 (`training.json` has the sha256 of each shard).");
    parent.addProperty("sha256", "46f6");
    assertThat(card()).contains("Trained further from org.example:own:0.9 (sha256 `46f6`).");
  }

  @Test
  void figuresAreRoundedHalfUp() throws IOException {
    JsonObject metrics = provenance.getAsJsonObject("metrics");
    metrics.addProperty("validation_loss", 2.00005);
    metrics.addProperty("validation_top1", 0.00075);
    assertThat(card()).contains("loss 2.0001, perplexity 12.18, top-1 accuracy 0.1 %");
    assertThat(metadata()).contains("name: top-1 accuracy, value: 0.00075}");
  }
}
