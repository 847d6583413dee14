package org.snowbert.model;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Writes {@code model.pt}: the archive of {@code forward.py} with a model's parameters, which
 * libtorch runs alone. {@code forward(input_ids, attention_mask, token_type_ids)} gives the logits.
 */
final class TorchModel {
  private static final int BUFFER = 1 << 16;

  /** The program's names, in the order of {@link ParameterLayout}. */
  private static final List<String> EMBEDDINGS =
      List.of(
          "word_embeddings",
          "position_embeddings",
          "token_type_embeddings",
          "embeddings_norm_weight",
          "embeddings_norm_bias");

  private static final List<String> LAYER =
      List.of(
          "qkv_weight",
          "qkv_bias",
          "context_weight",
          "context_bias",
          "attention_norm_weight",
          "attention_norm_bias",
          "inner_weight",
          "inner_bias",
          "outer_weight",
          "outer_bias",
          "layer_norm_weight",
          "layer_norm_bias");

  private static final List<String> HEAD =
      List.of(
          "transform_weight",
          "transform_bias",
          "transform_norm_weight",
          "transform_norm_bias",
          "decoder_bias");

  /**
   * A parameter of the program.
   *
   * @param parts the places, in the layout, of the tensors that make up the parameter
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Parameter(String name, long[] shape, List<Integer> parts) {}

  private TorchModel() {}

  /** Writes the file, one tensor of the model after the other. */
  static void write(Path file, Bert bert) throws IOException {
    List<Parameter> parameters = parameters(bert.config());
    try (TorchArchive archive =
        new TorchArchive(new BufferedOutputStream(Files.newOutputStream(file), BUFFER))) {
      archive.addProgram("forward.py", state(bert.config(), parameters));
      for (int i = 0; i < parameters.size(); i++) {
        archive.add(
            "data/" + i,
            parameters.get(i).parts(),
            tensor -> bert.values(Bert.Kind.PARAMETER, tensor));
      }
    }
  }

  private static List<Parameter> parameters(BertConfig config) {
    List<PackedParameter> layout = ParameterLayout.of(config);
    List<Parameter> parameters = new ArrayList<>();
    int next = 0;
    for (String name : EMBEDDINGS) {
      parameters.add(new Parameter(name, layout.get(next).shape(), List.of(next++)));
    }
    for (String name : LAYER) {
      LongStream shape = LongStream.of(layout.get(next).shape());
      int first = next++;
      parameters.add(
          new Parameter(
              name,
              LongStream.concat(LongStream.of(config.layers()), shape).toArray(),
              IntStream.range(0, config.layers())
                  .mapToObj(layer -> first + layer * LAYER.size())
                  .toList()));
    }
    next = layout.size() - HEAD.size();
    for (String name : HEAD) {
      parameters.add(new Parameter(name, layout.get(next).shape(), List.of(next++)));
    }
    return parameters;
  }

  /** The module with its attributes, each tensor being the file of its number under data. */
  private static byte[] state(BertConfig config, List<Parameter> parameters) {
    Pickle pickle = new Pickle().newObject("__torch__", "BertForMaskedLM").emptyDictionary().mark();
    for (int i = 0; i < parameters.size(); i++) {
      pickle.add(parameters.get(i).name());
      addTensor(pickle, i, parameters.get(i).shape());
    }
    return pickle.add("training").add(false).add("heads").add(config.heads()).setItems().build();
  }

  /** As PyTorch writes it: its storage, offset, shape and strides, and that it has no gradient. */
  private static void addTensor(Pickle pickle, int number, long[] shape) {
    int[] strides = new int[shape.length];
    int elements = 1;
    for (int i = shape.length - 1; i >= 0; i--) {
      strides[i] = elements;
      elements = Math.multiplyExact(elements, Math.toIntExact(shape[i]));
    }
    pickle
        .global("torch._utils", "_rebuild_tensor_v2")
        .mark()
        .mark()
        .add("storage")
        .global("torch", "FloatStorage")
        .add(Integer.toString(number))
        .add("cpu")
        .add(elements)
        .tuple()
        .persistentId()
        .add(0);
    pickle.mark();
    for (long size : shape) {
      pickle.add(Math.toIntExact(size));
    }
    pickle.tuple().mark();
    for (int stride : strides) {
      pickle.add(stride);
    }
    pickle
        .tuple()
        .add(false)
        .global("collections", "OrderedDict")
        .emptyTuple()
        .reduce() // no hooks
        .tuple()
        .reduce();
  }
}
