package org.snowbert.model;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.model.PackedParameter.Initialization;

/**
 * The parameters of a {@code BertForMaskedLM} in the order that the program expects: embeddings,
 * layers, head.
 */
final class ParameterLayout {
  private static final String HEAD = "cls.predictions.";

  /** The bias of the logits, of the shape [vocabulary]. */
  static final String OUTPUT_BIAS = HEAD + "bias";

  private ParameterLayout() {}

  static List<PackedParameter> of(BertConfig config) {
    long width = config.width();
    long inner = config.intermediate();
    List<PackedParameter> layout = new ArrayList<>();
    String embeddings = "bert.embeddings.";
    layout.add(embedding(embeddings + "word_embeddings", config.vocabularySize(), width));
    layout.add(embedding(embeddings + "position_embeddings", config.maxPositions(), width));
    layout.add(embedding(embeddings + "token_type_embeddings", 2, width));
    addLayerNorm(layout, embeddings + "LayerNorm", width);
    for (int i = 0; i < config.layers(); i++) {
      String layer = "bert.encoder.layer." + i + ".";
      addAttention(layout, layer + "attention.", width);
      addLinear(layout, layer + "intermediate.dense", inner, width);
      addLinear(layout, layer + "output.dense", width, inner);
      addLayerNorm(layout, layer + "output.LayerNorm", width);
    }
    addLinear(layout, HEAD + "transform.dense", width, width);
    addLayerNorm(layout, HEAD + "transform.LayerNorm", width);
    layout.add(PackedParameter.of(Initialization.ZERO, OUTPUT_BIAS, config.vocabularySize()));
    return layout;
  }

  private static PackedParameter embedding(String name, long rows, long width) {
    return PackedParameter.of(Initialization.NORMAL, name + ".weight", rows, width);
  }

  private static void addAttention(List<PackedParameter> layout, String attention, long width) {
    String self = attention + "self.";
    layout.add(
        new PackedParameter(
            List.of(self + "query.weight", self + "key.weight", self + "value.weight"),
            new long[] {3 * width, width},
            Initialization.NORMAL));
    layout.add(
        new PackedParameter(
            List.of(self + "query.bias", self + "key.bias", self + "value.bias"),
            new long[] {3 * width},
            Initialization.ZERO));
    addLinear(layout, attention + "output.dense", width, width);
    addLayerNorm(layout, attention + "output.LayerNorm", width);
  }

  private static void addLinear(List<PackedParameter> layout, String name, long out, long in) {
    layout.add(PackedParameter.of(Initialization.NORMAL, name + ".weight", out, in));
    layout.add(PackedParameter.of(Initialization.ZERO, name + ".bias", out));
  }

  private static void addLayerNorm(List<PackedParameter> layout, String name, long width) {
    layout.add(PackedParameter.of(Initialization.ONE, name + ".weight", width));
    layout.add(PackedParameter.of(Initialization.ZERO, name + ".bias", width));
  }
}
