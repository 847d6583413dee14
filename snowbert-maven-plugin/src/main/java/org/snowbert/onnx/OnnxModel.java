package org.snowbert.onnx;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.snowbert.internal.AtomicFiles;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelFolder;
import org.snowbert.safetensors.SafeTensorsFile;

/**
 * Writes a model as ONNX. Both files have the inputs {@code input_ids}, {@code attention_mask} and
 * {@code token_type_ids}, each int64 [batch, length].
 */
public final class OnnxModel {
  /** The masked language model, whose output is {@code logits} [batch, length, vocabulary]. */
  private static final String MASKED_LANGUAGE_MODEL = "model.onnx";

  /** The encoder alone, whose output is {@code last_hidden_state} [batch, length, width]. */
  private static final String ENCODER = "encoder.onnx";

  /** Both files. */
  public static final List<String> FILES = List.of(ENCODER, MASKED_LANGUAGE_MODEL);

  /** The version of the format that goes with opset 17, of ONNX 1.12. */
  private static final int IR_VERSION = 8;

  /** The first opset with {@code LayerNormalization}. */
  private static final int OPSET = 17;

  private OnnxModel() {}

  /**
   * Writes both files beside the parameters of a model. They hold the graph alone, and refer to the
   * bytes in {@code model.safetensors}.
   *
   * @param folder a folder with {@code config.json} and {@code model.safetensors}
   */
  public static void write(Path folder) throws IOException {
    SafeTensorsFile parameters = SafeTensorsFile.open(folder.resolve(ModelFolder.PARAMETERS));
    write(folder, folder, name -> reference(parameters, name));
  }

  /**
   * Writes both files with the parameters in them, for loaders that take the bytes of one file.
   *
   * @param folder a folder with {@code config.json} and {@code model.safetensors}
   * @param target the folder of the two files
   */
  public static void writeEmbedded(Path folder, Path target) throws IOException {
    SafeTensorsFile parameters = SafeTensorsFile.open(folder.resolve(ModelFolder.PARAMETERS));
    write(folder, target, name -> copy(parameters, name));
  }

  private static void write(Path folder, Path target, Function<String, TensorProto> weights)
      throws IOException {
    BertConfig config = BertConfig.read(folder.resolve(ModelFolder.CONFIG));
    write(target.resolve(MASKED_LANGUAGE_MODEL), BertGraph.maskedLanguageModel(config, weights));
    write(target.resolve(ENCODER), BertGraph.encoder(config, weights));
  }

  private static void write(Path file, GraphProto graph) throws IOException {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("snowbert")
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setGraph(graph)
            .build();
    AtomicFiles.write(
        file,
        temporary -> {
          try (OutputStream output = Files.newOutputStream(temporary)) {
            CodedOutputStream coded = CodedOutputStream.newInstance(output);
            coded.useDeterministicSerialization();
            model.writeTo(coded);
            coded.flush();
          }
        });
  }

  /** A tensor whose bytes stay in {@code model.safetensors}. */
  private static TensorProto reference(SafeTensorsFile parameters, String name) {
    return declaration(parameters, name)
        .setDataLocation(TensorProto.DataLocation.EXTERNAL)
        .addExternalData(entry("location", ModelFolder.PARAMETERS))
        .addExternalData(entry("offset", Long.toString(parameters.offset(name))))
        .addExternalData(entry("length", Integer.toString(parameters.bytes(name).remaining())))
        .build();
  }

  private static TensorProto copy(SafeTensorsFile parameters, String name) {
    return declaration(parameters, name)
        .setRawData(ByteString.copyFrom(parameters.bytes(name)))
        .build();
  }

  private static TensorProto.Builder declaration(SafeTensorsFile parameters, String name) {
    return TensorProto.newBuilder()
        .setName(name)
        .setDataType(TensorProto.DataType.FLOAT.getNumber())
        .addAllDims(LongStream.of(parameters.shape(name)).boxed().toList());
  }

  private static StringStringEntryProto entry(String key, String value) {
    return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
  }
}
