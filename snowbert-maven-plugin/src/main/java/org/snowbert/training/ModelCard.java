package org.snowbert.training;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;
import java.util.Map;
import org.snowbert.model.BertConfig;

/** The model card: what a person should know before using the model. */
final class ModelCard {
  private ModelCard() {}

  static String of(BertConfig config, JsonObject provenance) {
    JsonObject metrics = provenance.getAsJsonObject("metrics");
    StringBuilder card = new StringBuilder();
    card.append(
        String.format(
            Locale.ROOT,
            """
        ---
        language: ja
        library_name: transformers
        pipeline_tag: fill-mask
        tags: [bert, masked-lm, snowbert]
        ---

        # BERT masked language model

        %,d parameters: %d layers, %d wide, %d attention heads, %,d tokens, up to %d positions.

        ## Evaluation

        Over %,d masked tokens of held-out sentences: loss %.4f, perplexity %.2f, top-1 %.1f %%, top-5 %.1f %%.

        ## Use

        In Python: `BertForMaskedLM.from_pretrained` on this folder, unpacked; `AutoTokenizer` segments with MeCab and IPADIC
        (packages `fugashi` and `ipadic`), and `tokenizer.json` takes text that is segmented already. For sentence vectors take the mean of
        the last hidden states: there is no trained pooler.
        """,
            metrics.get("parameters").getAsLong(),
            config.layers(),
            config.width(),
            config.heads(),
            config.vocabularySize(),
            config.maxPositions(),
            metrics.get("validation_tokens").getAsLong(),
            metrics.get("validation_loss").getAsDouble(),
            metrics.get("validation_perplexity").getAsDouble(),
            100 * metrics.get("validation_top1").getAsDouble(),
            100 * metrics.get("validation_top5").getAsDouble()));
    card.append("\n## How it was made\n\nBy SnowBERT; `training.json` holds all of it.\n\n");
    for (Map.Entry<String, JsonElement> entry : provenance.entrySet()) {
      if (entry.getValue().isJsonPrimitive()) {
        card.append("- ").append(entry.getKey()).append(": ");
        card.append(entry.getValue().getAsString()).append('\n');
      }
    }
    JsonObject corpus = provenance.getAsJsonObject("corpus");
    if (corpus != null) {
      for (JsonElement source : corpus.getAsJsonArray("sources")) {
        card.append(sourceLine(source.getAsJsonObject()));
      }
    }
    return card.toString();
  }

  private static String sourceLine(JsonObject source) {
    return String.format(
        Locale.ROOT,
        "- %,d sentences of %s (%s, sha256 %s)\n",
        source.get("kept").getAsInt(),
        source.get("id").getAsString(),
        source.get("url").getAsString(),
        source.get("sha256").getAsString());
  }
}
