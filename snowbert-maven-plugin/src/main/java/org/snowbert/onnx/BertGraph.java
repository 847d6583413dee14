package org.snowbert.onnx;

import static org.snowbert.onnx.GraphBuilder.attribute;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import java.util.List;
import java.util.function.Function;
import org.snowbert.model.BertConfig;

/**
 * The graph of BERT, as transformers computes it for inference. Between the attentions the hidden
 * states are rows [batch × length, width], so that one {@code Gemm} is a linear layer with the
 * weights as they are stored.
 */
final class BertGraph {
  private static final float LAYER_NORM_EPSILON = 1e-12f;

  private final BertConfig config;
  private final GraphBuilder graph;

  /** The numbers [batch, length] of the inputs, as a value. */
  private String sizes = "";

  private BertGraph(BertConfig config, String name, Function<String, TensorProto> weights) {
    this.config = config;
    this.graph = new GraphBuilder(name, weights);
  }

  /**
   * The graph from the tokens to {@code logits} [batch, length, vocabulary].
   *
   * @param weights makes the tensor of a parameter by transformers' name
   */
  static GraphProto maskedLanguageModel(BertConfig config, Function<String, TensorProto> weights) {
    BertGraph bert = new BertGraph(config, "BertForMaskedLM", weights);
    String head = "cls.predictions.";
    String hidden = bert.gelu(bert.linear(head + "transform.dense", bert.encoder()));
    hidden = bert.layerNorm(head + "transform.LayerNorm", hidden);
    String logits = bert.gemm(hidden, "bert.embeddings.word_embeddings.weight", head + "bias");
    bert.output("logits", logits, config.vocabularySize());
    return bert.graph.build();
  }

  /** The graph from the tokens to {@code last_hidden_state} [batch, length, width]. */
  static GraphProto encoder(BertConfig config, Function<String, TensorProto> weights) {
    BertGraph bert = new BertGraph(config, "BertModel", weights);
    bert.output("last_hidden_state", bert.encoder(), config.width());
    return bert.graph.build();
  }

  private void output(String name, String rows, long size) {
    String shape = graph.node("Concat", List.of(attribute("axis", 0)), sizes, graph.numbers(size));
    graph.output(name, graph.node("Reshape", rows, shape), size);
  }

  /** The rows of the last hidden states. */
  private String encoder() {
    String ids = graph.input("input_ids");
    String attention = graph.input("attention_mask");
    String types = graph.input("token_type_ids");
    sizes = graph.node("Shape", ids);
    String hidden = embeddings(ids, types);
    String mask = mask(attention);
    for (int layer = 0; layer < config.layers(); layer++) {
      hidden = layer("bert.encoder.layer." + layer + ".", hidden, mask);
    }
    return hidden;
  }

  private String embeddings(String ids, String types) {
    String names = "bert.embeddings.";
    String words = graph.node("Gather", graph.weight(names + "word_embeddings.weight"), ids);
    String kinds =
        graph.node("Gather", graph.weight(names + "token_type_embeddings.weight"), types);
    String length = graph.node("Shape", List.of(attribute("start", 1)), ids);
    String places =
        graph.node(
            "Slice",
            graph.weight(names + "position_embeddings.weight"),
            graph.numbers(0),
            length,
            graph.numbers(0));
    String sum = graph.node("Add", graph.node("Add", words, kinds), places);
    return layerNorm(names + "LayerNorm", rows(sum));
  }

  /** 0 where a token attends to another one, and the least float where it does not. */
  private String mask(String attention) {
    String real =
        graph.node(
            "Cast", List.of(attribute("to", TensorProto.DataType.FLOAT.getNumber())), attention);
    String padding = graph.node("Sub", graph.number(1), real);
    String mask = graph.node("Mul", padding, graph.number(-Float.MAX_VALUE));
    return graph.node("Unsqueeze", mask, graph.numbers(1, 2));
  }

  private String layer(String names, String hidden, String mask) {
    String self = names + "attention.self.";
    String query = heads(linear(self + "query", hidden), 0L, 2L, 1L, 3L);
    String key = heads(linear(self + "key", hidden), 0L, 2L, 3L, 1L);
    String value = heads(linear(self + "value", hidden), 0L, 2L, 1L, 3L);
    float scale = (float) (1 / Math.sqrt((double) config.width() / config.heads()));
    String scores = graph.node("Mul", graph.node("MatMul", query, key), graph.number(scale));
    String shares =
        graph.node("Softmax", List.of(attribute("axis", -1)), graph.node("Add", scores, mask));
    String context = transpose(graph.node("MatMul", shares, value), 0L, 2L, 1L, 3L);
    String attended = addAndNorm(names + "attention.output.", rows(context), hidden);
    String inner = gelu(linear(names + "intermediate.dense", attended));
    return addAndNorm(names + "output.", inner, attended);
  }

  /** Turns rows into [batch, length, heads, width of a head], with the dimensions in an order. */
  private String heads(String rows, Long... order) {
    String shape =
        graph.node(
            "Concat",
            List.of(attribute("axis", 0)),
            sizes,
            graph.numbers(config.heads(), config.width() / config.heads()));
    return transpose(graph.node("Reshape", rows, shape), order);
  }

  private String transpose(String tensor, Long... order) {
    return graph.node("Transpose", List.of(attribute("perm", List.of(order))), tensor);
  }

  private String rows(String tensor) {
    return graph.node("Reshape", tensor, graph.numbers(-1, config.width()));
  }

  private String addAndNorm(String names, String rows, String residual) {
    String sum = graph.node("Add", linear(names + "dense", rows), residual);
    return layerNorm(names + "LayerNorm", sum);
  }

  private String linear(String names, String rows) {
    return gemm(rows, names + ".weight", names + ".bias");
  }

  /** Weights are stored as [out, in]. */
  private String gemm(String rows, String weight, String bias) {
    return graph.node(
        "Gemm", List.of(attribute("transB", 1)), rows, graph.weight(weight), graph.weight(bias));
  }

  private String layerNorm(String names, String rows) {
    return graph.node(
        "LayerNormalization",
        List.of(attribute("axis", -1), attribute("epsilon", LAYER_NORM_EPSILON)),
        rows,
        graph.weight(names + ".weight"),
        graph.weight(names + ".bias"));
  }

  /** x / 2 × (1 + erf(x / √2)) */
  private String gelu(String x) {
    String scaled = graph.node("Mul", x, graph.number((float) Math.sqrt(0.5)));
    String share = graph.node("Add", graph.node("Erf", scaled), graph.number(1));
    return graph.node("Mul", graph.node("Mul", x, share), graph.number(0.5f));
  }
}
