package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

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
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * Holds the program against what transformers 5.18 computed in float32 without dropout, in {@code
 * golden/}.
 */
class BertTest {
  private static final Path GOLDEN = golden();
  private static final Path START = GOLDEN.resolve("model.safetensors");

  private SafeTensorsFile start;
  private SafeTensorsFile expected;
  private JsonObject losses;
  private BertConfig config;
  private Batch batch;
  private Bert bert;

  private Path folder;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    this.folder = folder;
    start = SafeTensorsFile.open(START);
    expected = SafeTensorsFile.open(GOLDEN.resolve("expected.safetensors"));
    losses =
        JsonParser.parseString(Files.readString(GOLDEN.resolve("expected.json"))).getAsJsonObject();
    config = BertConfig.read(GOLDEN.resolve("config.json"));
    batch = packed(false);
    bert =
        Bert.forTraining(
            config, Parameters.of(START, ""), new Optimization(0.01, true, null), Accelerator.CPU);
  }

  @AfterEach
  void close() {
    bert.close();
  }

  @Test
  void logitsAreThoseOfTransformers() throws IOException {
    int[] everywhere = new int[batch.ids().length];
    Batch all = Batch.packed(ids(), everywhere, lengths());
    float[] logits = bert.logits(all);
    float[] rectangle = floats(expected, "logits");
    int vocabulary = config.vocabularySize();
    assertThat(logits).hasSize(all.places().length * vocabulary);
    for (int token = 0; token < all.places().length; token++) {
      int place = (int) all.places()[token];
      for (int entry = 0; entry < vocabulary; entry++) {
        assertThat(logits[token * vocabulary + entry])
            .isCloseTo(rectangle[place * vocabulary + entry], within(1e-5f));
      }
    }
  }

  @Test
  void gradientsAreThoseOfTransformers() throws IOException {
    bert.accumulate(batch, 1.0 / batch.labels().length, 0);
    int tensor = 0;
    for (PackedParameter parameter : ParameterLayout.of(config)) {
      ByteBuffer whole = bert.values(Bert.Kind.GRADIENT, tensor++);
      for (String name : parameter.names()) {
        assertClose(
            "gradient of " + name, next(whole, parameter), floats(expected, "grad." + name), 1e-5f);
      }
    }
  }

  @Test
  void aBatchInTwoPartsHasTheGradientOfTheWhole() throws IOException {
    int[] lengths = lengths();
    int first = Arrays.stream(lengths, 0, 3).sum();
    Batch head = Batch.packed(ids(), labels(), Arrays.copyOf(lengths, 3));
    Batch tail =
        Batch.packed(
            Arrays.copyOfRange(ids(), first, ids().length),
            Arrays.copyOfRange(labels(), first, labels().length),
            Arrays.copyOfRange(lengths, 3, lengths.length));
    double scale = 1.0 / batch.labels().length;
    double loss = (bert.accumulate(head, scale, 0) + bert.accumulate(tail, scale, 0)) * scale;
    assertThat(loss).isCloseTo(losses.getAsJsonArray("losses").get(0).getAsDouble(), within(1e-5));
    ByteBuffer gradient = bert.values(Bert.Kind.GRADIENT, 0);
    PackedParameter words = ParameterLayout.of(config).get(0);
    assertClose(
        "embeddings",
        next(gradient, words),
        floats(expected, "grad." + words.names().get(0)),
        1e-5f);
  }

  @Test
  void fiveStepsOfAdamWEndWhereTransformersDoes() throws IOException {
    for (int step = 0; step < 5; step++) {
      double loss = bert.accumulate(batch, 1.0 / batch.labels().length, step);
      assertThat(loss / batch.labels().length)
          .isCloseTo(losses.getAsJsonArray("losses").get(step).getAsDouble(), within(1e-5));
      bert.update(1e-3);
    }
    SafeTensorsFile after = written();
    assertThat(after.names()).isEqualTo(start.names());
    for (String name : after.names()) {
      // The true gradient of a key's bias is 0; AdamW makes steps of rounding errors.
      if (!name.endsWith("key.bias")) {
        assertClose(name, floats(after, name), floats(expected, "after." + name), 1e-4f);
      }
    }
  }

  @Test
  void paddingThatIsScoredCountsAsInTransformers() throws IOException {
    Batch everywhere = packed(true);
    double loss = bert.accumulate(everywhere, 1.0 / everywhere.labels().length, 0);
    assertThat(loss / everywhere.labels().length)
        .isCloseTo(losses.get("loss_labels_everywhere").getAsDouble(), within(1e-5));
  }

  @Test
  void aModelThatResumesGoesOnAsIfItHadNotStopped() throws IOException {
    double scale = 1.0 / batch.labels().length;
    for (int step = 0; step < 2; step++) {
      bert.accumulate(batch, scale, step);
      bert.update(1e-3);
    }
    Path parameters = folder.resolve("model.safetensors");
    written();
    SafeTensorsWriter writer = new SafeTensorsWriter();
    bert.writeMoments(writer);
    Path moments = folder.resolve("moments.safetensors");
    writer.write(moments);
    bert.close();
    try (Bert resumed =
        Bert.resume(
            config,
            Parameters.of(parameters, ""),
            Parameters.of(moments, Bert.MEANS),
            Parameters.of(moments, Bert.VARIANCES),
            2,
            new Optimization(0.01, true, null),
            Accelerator.CPU)) {
      for (int step = 2; step < 5; step++) {
        double loss = resumed.accumulate(batch, scale, step);
        assertThat(loss * scale)
            .isCloseTo(losses.getAsJsonArray("losses").get(step).getAsDouble(), within(1e-5));
        resumed.update(1e-3);
      }
    }
  }

  @Test
  void clippingBoundsTheGlobalNorm() throws IOException {
    bert.close();
    bert =
        Bert.forTraining(
            config, Parameters.of(START, ""), new Optimization(0, true, 1e-12), Accelerator.CPU);
    bert.accumulate(batch, 1.0, 0);
    bert.update(1e-3);
    // With eps 1e-8, a gradient of norm 1e-12 moves nothing by more than 1e-3 * 1e-4.
    SafeTensorsFile after = written();
    for (String name : after.names()) {
      assertClose(name, floats(after, name), floats(start, name), 2e-7f);
    }
  }

  @Test
  void dropoutIsDrawnFromItsSeed() throws IOException {
    bert.close();
    bert =
        Bert.forTraining(
            config.withDropout(0.1),
            Parameters.of(START, ""),
            new Optimization(0.01, true, null),
            Accelerator.CPU);
    double first = bert.accumulate(batch, 1, 7);
    assertThat(bert.accumulate(batch, 1, 7)).isEqualTo(first);
    assertThat(bert.accumulate(batch, 1, 8)).isNotEqualTo(first);
  }

  @Test
  void bf16ComesCloseToFloat32() throws IOException {
    bert.close();
    bert =
        Bert.forTraining(
            config,
            Parameters.of(START, ""),
            new Optimization(0.01, true, null),
            new Accelerator(ai.djl.Device.cpu(), true));
    for (int step = 0; step < 5; step++) {
      double expectedLoss = losses.getAsJsonArray("losses").get(step).getAsDouble();
      double loss = bert.accumulate(batch, 1.0 / batch.labels().length, step);
      assertThat(loss / batch.labels().length).isCloseTo(expectedLoss, withinPercentage(1));
      bert.update(1e-3);
    }
  }

  private SafeTensorsFile written() throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    bert.writeParameters(writer);
    writer.write(folder.resolve("model.safetensors"));
    return SafeTensorsFile.open(folder.resolve("model.safetensors"));
  }

  private Batch packed(boolean everywhere) throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(GOLDEN.resolve("batch.safetensors"));
    if (!everywhere) {
      return Batch.packed(ids(), labels(), lengths());
    }
    int longest = (int) file.shape("input_ids")[1];
    int[] labels = labels();
    int[] ids = ids();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = labels[i] == Batch.UNSCORED ? ids[i] : labels[i];
    }
    return Batch.padded(ids, labels, lengths(), longest, 0, 0);
  }

  private static int[] ids() throws IOException {
    return realTokens("input_ids");
  }

  private static int[] labels() throws IOException {
    return realTokens("labels");
  }

  private static int[] realTokens(String name) throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(GOLDEN.resolve("batch.safetensors"));
    LongBuffer attention = file.bytes("attention_mask").asLongBuffer();
    LongBuffer values = file.bytes(name).asLongBuffer();
    return IntStream.range(0, values.remaining())
        .filter(i -> attention.get(i) == 1)
        .map(i -> (int) values.get(i))
        .toArray();
  }

  private static int[] lengths() throws IOException {
    SafeTensorsFile file = SafeTensorsFile.open(GOLDEN.resolve("batch.safetensors"));
    LongBuffer attention = file.bytes("attention_mask").asLongBuffer();
    int longest = (int) file.shape("attention_mask")[1];
    int[] lengths = new int[attention.remaining() / longest];
    for (int i = 0; i < attention.remaining(); i++) {
      lengths[i / longest] += (int) attention.get(i);
    }
    return lengths;
  }

  private static float[] next(ByteBuffer whole, PackedParameter parameter) {
    float[] part = new float[(int) (parameter.elements() / parameter.names().size())];
    whole.asFloatBuffer().get(part);
    whole.position(whole.position() + part.length * Float.BYTES);
    return part;
  }

  private static float[] floats(SafeTensorsFile file, String name) {
    FloatBuffer buffer = file.bytes(name).asFloatBuffer();
    float[] values = new float[buffer.remaining()];
    buffer.get(values);
    return values;
  }

  private static void assertClose(String what, float[] actual, float[] wanted, float tolerance) {
    assertThat(actual).as(what).hasSameSizeAs(wanted);
    float worst = 0;
    for (int i = 0; i < actual.length; i++) {
      worst = Math.max(worst, Math.abs(actual[i] - wanted[i]));
    }
    assertThat(worst).as(what).isLessThanOrEqualTo(tolerance);
  }

  private static Path golden() {
    URL resource = Objects.requireNonNull(BertTest.class.getResource("golden/config.json"));
    try {
      return Path.of(resource.toURI()).resolveSibling("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
