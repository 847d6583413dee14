package org.snowbert.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

/** The parameters of a model without the engine. */
public final class AllParameters {
  private AllParameters() {}

  /** Reads what a model would load into the engine. */
  public static void read(BertConfig config, Parameters parameters) throws IOException {
    for (PackedParameter parameter : ParameterLayout.of(config)) {
      parameters.values(parameter);
    }
  }

  /** Writes them all as 0, dealt out to files. */
  public static void write(BertConfig config, List<Path> files) throws IOException {
    List<PackedParameter> layout = ParameterLayout.of(config);
    for (int i = 0; i < files.size(); i++) {
      int file = i;
      SafeTensorsWriter writer = new SafeTensorsWriter();
      IntStream.range(0, layout.size())
          .filter(n -> n % files.size() == file)
          .mapToObj(layout::get)
          .forEach(parameter -> add(writer, parameter));
      writer.write(files.get(i));
    }
  }

  private static void add(SafeTensorsWriter writer, PackedParameter parameter) {
    int bytes = (int) parameter.elements() / parameter.names().size() * Float.BYTES;
    for (String name : parameter.names()) {
      writer.add(name, DType.F32, parameter.partShape(), () -> ByteBuffer.allocate(bytes));
    }
  }
}
