package org.snowbert.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.model.PackedParameter.Initialization;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;

/** A source of the values of parameters, little-endian float32. */
@FunctionalInterface
public interface Parameters {
  /** The standard deviation of the normal distribution of weights and embeddings. */
  double INITIALIZER_RANGE = 0.02;

  /** The values of one parameter in a buffer outside the heap. */
  ByteBuffer values(PackedParameter parameter) throws IOException;

  /**
   * The values that transformers starts from: weights and embeddings normal(0, 0.02), the embedding
   * of {@code [PAD]} and biases 0, LayerNorms 1. Each tensor has a stream of its own, so that its
   * values depend on the seed, its name and its shape alone.
   */
  static Parameters random(long seed, int padding) {
    return parameter -> {
      ByteBuffer buffer = parameter.allocate();
      long[] part = parameter.partShape();
      int length = Math.toIntExact(parameter.elements() / parameter.names().size());
      for (String name : parameter.names()) {
        float[] values = new float[length];
        if (parameter.initialization() == Initialization.NORMAL) {
          fillNormal(values, RandomStream.of(seed, "init/" + name));
          if (name.endsWith("word_embeddings.weight")) {
            int width = (int) part[1];
            Arrays.fill(values, padding * width, (padding + 1) * width, 0f);
          }
        } else if (parameter.initialization() == Initialization.ONE) {
          Arrays.fill(values, 1f);
        }
        for (float value : values) {
          buffer.putFloat(value);
        }
      }
      return buffer.flip();
    };
  }

  /**
   * The same values, except for the bias of the logits.
   *
   * @param bias a number for each entry of the vocabulary
   */
  default Parameters withOutputBias(float[] bias) {
    return parameter -> {
      if (!parameter.names().contains(ParameterLayout.OUTPUT_BIAS)) {
        return values(parameter);
      }
      ByteBuffer buffer = parameter.allocate();
      for (float value : bias) {
        buffer.putFloat(value);
      }
      return buffer.flip();
    };
  }

  /**
   * The parameters in a safetensors file, under transformers' names.
   *
   * @param prefix what stands before each name
   */
  static Parameters of(Path path, String prefix) throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(path);
    return parameter -> {
      for (String name : parameter.names()) {
        if (file.type(prefix + name) != DType.F32
            || !Arrays.equals(file.shape(prefix + name), parameter.partShape())) {
          throw new InvalidInputException(
              path
                  + " holds "
                  + name
                  + " as "
                  + file.type(prefix + name)
                  + Arrays.toString(file.shape(prefix + name))
                  + ", its config.json asks for F32"
                  + Arrays.toString(parameter.partShape())
                  + ": take a model whose files belong together");
        }
      }
      ByteBuffer buffer = parameter.allocate(); // only after the file was found to be as large
      for (String name : parameter.names()) {
        buffer.put(file.bytes(prefix + name));
      }
      return buffer.flip();
    };
  }

  /** Marsaglia's polar method; StrictMath gives the same bits on every machine. */
  private static void fillNormal(float[] values, RandomStream stream) {
    int at = 0;
    while (at < values.length) {
      double x = 2 * stream.nextDouble() - 1;
      double y = 2 * stream.nextDouble() - 1;
      double square = x * x + y * y;
      if (square > 0 && square < 1) {
        double scale = INITIALIZER_RANGE * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
        values[at++] = (float) (x * scale);
        if (at < values.length) {
          values[at++] = (float) (y * scale);
        }
      }
    }
  }
}
