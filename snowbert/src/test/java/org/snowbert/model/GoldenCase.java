package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.snowbert.safetensors.SafeTensorsFile;

/**
 * What transformers 5.18 computed in float32 without dropout, as {@code bench/golden.py} writes it.
 */
record GoldenCase(
    BertConfig config,
    Path start,
    SafeTensorsFile given,
    SafeTensorsFile expected,
    JsonObject json) {

  static GoldenCase of(String name) throws IOException {
    URL resource =
        Objects.requireNonNull(GoldenCase.class.getResource(name + "/config.json"), name);
    Path config;
    try {
      config = Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    return new GoldenCase(
        BertConfig.read(config),
        config.resolveSibling("model.safetensors"),
        SafeTensorsFile.open(config.resolveSibling("batch.safetensors")),
        SafeTensorsFile.open(config.resolveSibling("expected.safetensors")),
        JsonParser.parseString(Files.readString(config.resolveSibling("expected.json")))
            .getAsJsonObject());
  }

  /** The model at its start, for AdamW with decay on every parameter. */
  Bert open(double dropout, Optimization optimization, Accelerator accelerator) throws IOException {
    return Bert.forTraining(
        config.withDropout(dropout), Parameters.of(start, ""), optimization, accelerator);
  }

  Bert open(Accelerator accelerator) throws IOException {
    return open(0, new Optimization(0.01, true, null), accelerator);
  }

  Batch batch() {
    return Batch.packed(ids(), labels(), lengths());
  }

  /** Accumulates a batch's gradients and gives its loss, summed over its scored tokens. */
  static double accumulate(Bert bert, Batch batch, double scale, long seed) {
    return accumulate(bert, List.of(batch), scale, seed);
  }

  static double accumulate(Bert bert, List<Batch> parts, double scale, long seed) {
    bert.accumulate(parts, scale, seed);
    return bert.takeLosses().get(0).scored();
  }

  /** The loss of each step of AdamW with learning rate 1e-3. */
  double[] losses() {
    return json.getAsJsonArray("losses").asList().stream()
        .mapToDouble(JsonElement::getAsDouble)
        .toArray();
  }

  double lossEverywhere() {
    return json.get("loss_labels_everywhere").getAsDouble();
  }

  /** The loss under dropout: its probability, and the mean and deviation over many draws. */
  JsonObject dropout() throws IOException {
    return JsonParser.parseString(Files.readString(start.resolveSibling("dropout.json")))
        .getAsJsonObject();
  }

  /** AdamW's settings beside PyTorch's defaults, and the loss of each step under them. */
  JsonObject moments() throws IOException {
    return JsonParser.parseString(Files.readString(start.resolveSibling("moments.json")))
        .getAsJsonObject();
  }

  float[] expected(String name) {
    return floats(expected, name);
  }

  int longest() {
    return (int) given.shape("input_ids")[1];
  }

  int[] ids() {
    return realTokens("input_ids");
  }

  int[] labels() {
    return realTokens("labels");
  }

  int[] lengths() {
    LongBuffer attention = given.bytes("attention_mask").asLongBuffer();
    int[] lengths = new int[attention.remaining() / longest()];
    for (int i = 0; i < attention.remaining(); i++) {
      lengths[i / longest()] += (int) attention.get(i);
    }
    return lengths;
  }

  private int[] realTokens(String name) {
    LongBuffer attention = given.bytes("attention_mask").asLongBuffer();
    LongBuffer values = given.bytes(name).asLongBuffer();
    return IntStream.range(0, values.remaining())
        .filter(i -> attention.get(i) == 1)
        .map(i -> (int) values.get(i))
        .toArray();
  }

  /** Takes the values of the next of a packed parameter's tensors. */
  static float[] next(ByteBuffer whole, PackedParameter parameter) {
    float[] part = new float[(int) (parameter.elements() / parameter.names().size())];
    whole.asFloatBuffer().get(part);
    whole.position(whole.position() + part.length * Float.BYTES);
    return part;
  }

  static float[] floats(SafeTensorsFile file, String name) {
    FloatBuffer buffer = file.bytes(name).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  static void assertClose(String what, float[] actual, float[] wanted, float tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(wanted);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - wanted[i]));
    }
    assertThat(worst).as(what).isLessThanOrEqualTo(tolerance);
  }
}
