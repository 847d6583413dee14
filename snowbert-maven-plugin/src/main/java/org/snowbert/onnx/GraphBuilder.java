package org.snowbert.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;

/** Builds a graph node by node. Each value has the name of the node or the tensor that makes it. */
final class GraphBuilder {
  private final GraphProto.Builder graph = GraphProto.newBuilder();
  private final Function<String, TensorProto> weights;
  private final Set<String> tensors = new HashSet<>();

  /**
   * @param weights makes the tensor of a parameter
   */
  GraphBuilder(String name, Function<String, TensorProto> weights) {
    this.weights = weights;
    graph.setName(name);
  }

  /** Adds an input of the graph: whole numbers [batch, length]. */
  String input(String name) {
    graph.addInput(value(name, TensorProto.DataType.INT64));
    return name;
  }

  /** Makes a value an output of the graph, under a name: numbers [batch, length, {@code size}]. */
  void output(String name, String value, long size) {
    node("Identity", name, List.of(), value);
    graph.addOutput(value(name, TensorProto.DataType.FLOAT, size));
  }

  /** Declares a value [batch, length, {@code sizes}]. */
  private static ValueInfoProto value(String name, TensorProto.DataType type, long... sizes) {
    TensorShapeProto.Builder shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("batch"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("length"));
    for (long size : sizes) {
      shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(size));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.getNumber()).setShape(shape).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  /** The value of a parameter, under transformers' name. */
  String weight(String name) {
    if (tensors.add(name)) {
      graph.addInitializer(weights.apply(name));
    }
    return name;
  }

  /** A list of whole numbers that never changes. */
  String numbers(long... values) {
    String name = "numbers" + LongStream.of(values).mapToObj(v -> "_" + v).toList();
    if (tensors.add(name)) {
      TensorProto.Builder tensor =
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.INT64.getNumber())
              .addDims(values.length);
      LongStream.of(values).forEach(tensor::addInt64Data);
      graph.addInitializer(tensor);
    }
    return name;
  }

  /** A number that never changes. */
  String number(float value) {
    String name = "number_" + value;
    if (tensors.add(name)) {
      graph.addInitializer(
          TensorProto.newBuilder()
              .setName(name)
              .setDataType(TensorProto.DataType.FLOAT.getNumber())
              .addFloatData(value));
    }
    return name;
  }

  /** Adds a node of an operator without attributes, and gives its value. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  /** Adds a node of an operator, and gives its value. */
  String node(String operator, List<AttributeProto> attributes, String... inputs) {
    return node(operator, operator + "_" + graph.getNodeCount(), attributes, inputs);
  }

  private String node(
      String operator, String output, List<AttributeProto> attributes, String... inputs) {
    graph.addNode(
        NodeProto.newBuilder()
            .setName(output)
            .setOpType(operator)
            .addAllInput(List.of(inputs))
            .addOutput(output)
            .addAllAttribute(attributes));
    return output;
  }

  static AttributeProto attribute(String name, long value) {
    return attribute(name, AttributeProto.AttributeType.INT).setI(value).build();
  }

  static AttributeProto attribute(String name, float value) {
    return attribute(name, AttributeProto.AttributeType.FLOAT).setF(value).build();
  }

  static AttributeProto attribute(String name, List<Long> values) {
    return attribute(name, AttributeProto.AttributeType.INTS).addAllInts(values).build();
  }

  private static AttributeProto.Builder attribute(String name, AttributeProto.AttributeType type) {
    return AttributeProto.newBuilder().setName(name).setType(type);
  }

  GraphProto build() {
    return graph.build();
  }
}
