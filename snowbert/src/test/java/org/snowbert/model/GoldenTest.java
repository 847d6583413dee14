package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.snowbert.model.GoldenCase.accumulate;
import static org.snowbert.model.GoldenCase.assertClose;
import static org.snowbert.model.GoldenCase.floats;
import static org.snowbert.model.GoldenCase.next;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.internal.TokenLabel;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * Holds the program against transformers: {@code several} sentences over 5 steps; {@code edges},
 * {@code [CLS] x [SEP]} beside a sentence of the model's last position, and a {@code single}
 * sentence, both over 20 steps; a {@code wide} layer of one head. Every test runs twice on the CPU:
 * with the operators that suit a CPU, and with those that suit a GPU.
 */
@Tag("engine")
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GoldenTest {
  private final Accelerator accelerator;

  GoldenTest(boolean gpuOperators) {
    this.accelerator = new Accelerator(ai.djl.Device.cpu(), false, gpuOperators);
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void logitsAreThoseOfTransformers(String name) throws IOException {
    GoldenCase golden = GoldenCase.of(name);
    Batch all = Batch.packed(golden.ids(), golden.ids(), golden.lengths());
    float[] rectangle = golden.expected("logits");
    int vocabulary = golden.config().vocabularySize();
    try (Bert bert = golden.open(accelerator)) {
      float[] logits = bert.logits(all);
      assertThat(logits).hasSize(all.ids().length * vocabulary);
      int token = 0;
      for (int place = 0; place < all.mask().length; place++) {
        if (all.mask()[place]) {
          for (int entry = 0; entry < vocabulary; entry++) {
            assertThat(logits[token * vocabulary + entry])
                .isCloseTo(rectangle[place * vocabulary + entry], within(1e-5f));
          }
          token++;
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void gradientsAreThoseOfTransformers(String name) throws IOException {
    GoldenCase golden = GoldenCase.of(name);
    Batch batch = golden.batch();
    try (Bert bert = golden.open(accelerator)) {
      bert.accumulate(List.of(batch), 1.0 / batch.labels().length, 0);
      int tensor = 0;
      for (PackedParameter parameter : ParameterLayout.of(golden.config())) {
        ByteBuffer whole = bert.values(Bert.Kind.GRADIENT, tensor++);
        for (String part : parameter.names()) {
          assertClose(part, next(whole, parameter), golden.expected("grad." + part), 1e-5f);
        }
      }
    }
  }

  /** With dropout, random bits decide what is kept; a probability this small drops nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void dropoutThatDropsNothingHasTheSameGradients(String name) throws IOException {
    GoldenCase golden = GoldenCase.of(name);
    Batch batch = golden.batch();
    try (Bert bert = golden.open(1e-9, new Optimization(0.01, true, null), accelerator)) {
      double scale = 1.0 / batch.labels().length;
      assertThat(accumulate(bert, batch, scale, 0) * scale)
          .isCloseTo(golden.losses()[0], within(1e-5));
      int tensor = 0;
      for (PackedParameter parameter : ParameterLayout.of(golden.config())) {
        ByteBuffer whole = bert.values(Bert.Kind.GRADIENT, tensor++);
        for (String part : parameter.names()) {
          assertClose(part, next(whole, parameter), golden.expected("grad." + part), 1e-5f);
        }
      }
    }
  }

  @Test
  void otherMomentsGiveTheLossesOfTransformers() throws IOException {
    GoldenCase golden = GoldenCase.of("several");
    JsonObject moments = golden.moments();
    Optimization optimization =
        new Optimization(
            0.01,
            true,
            null,
            moments.get("beta1").getAsDouble(),
            moments.get("beta2").getAsDouble(),
            moments.get("epsilon").getAsDouble());
    Batch batch = golden.batch();
    double scale = 1.0 / batch.labels().length;
    try (Bert bert = golden.open(0, optimization, accelerator)) {
      for (JsonElement loss : moments.getAsJsonArray("losses")) {
        assertThat(accumulate(bert, batch, scale, 0) * scale)
            .isCloseTo(loss.getAsDouble(), within(1e-5));
        bert.update(1e-3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void stepsOfAdamWEndWhereTransformersDoes(String name, @TempDir Path folder) throws IOException {
    GoldenCase golden = GoldenCase.of(name);
    Batch batch = golden.batch();
    double scale = 1.0 / batch.labels().length;
    Path file = folder.resolve("model.safetensors");
    try (Bert bert = golden.open(accelerator)) {
      int seed = 0;
      for (double loss : golden.losses()) {
        assertThat(accumulate(bert, batch, scale, seed++) * scale).isCloseTo(loss, within(1e-5));
        bert.update(1e-3);
      }
      SafeTensorsWriter writer = new SafeTensorsWriter();
      bert.writeParameters(writer);
      writer.write(file);
    }
    SafeTensorsFile after = SafeTensorsFile.open(file);
    assertThat(after.names()).isEqualTo(SafeTensorsFile.open(golden.start()).names());
    for (String part : after.names()) {
      // The true gradient of a key's bias is 0; AdamW makes steps of rounding errors.
      if (!part.endsWith("key.bias")) {
        assertClose(part, floats(after, part), golden.expected("after." + part), 1e-4f);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void paddingThatIsScoredCountsAsInTransformers(String name) throws IOException {
    GoldenCase golden = GoldenCase.of(name);
    int[] ids = golden.ids();
    int[] labels = golden.labels();
    for (int i = 0; i < labels.length; i++) {
      labels[i] = TokenLabel.tokenBeforeMasking(ids[i], labels[i]);
    }
    Batch padded = Batch.padded(ids, labels, golden.lengths(), golden.longest(), 0, 0);
    double scale = 1.0 / padded.labels().length;
    try (Bert bert = golden.open(accelerator)) {
      assertThat(accumulate(bert, padded, scale, 0) * scale)
          .isCloseTo(golden.lossEverywhere(), within(1e-5));
    }
  }

  /**
   * Means over many draws agree within five standard errors, the scale and the places with them.
   */
  @Test
  void theMeanLossUnderDropoutIsThatOfTransformers() throws IOException {
    GoldenCase golden = GoldenCase.of("several");
    JsonObject expected = golden.dropout();
    Batch batch = golden.batch();
    double scale = 1.0 / batch.labels().length;
    int draws = 1000;
    Optimization optimization = new Optimization(0, true, null);
    try (Bert bert =
        golden.open(expected.get("probability").getAsDouble(), optimization, accelerator)) {
      for (int seed = 0; seed < draws; seed++) {
        bert.accumulate(List.of(batch), scale, seed);
      }
      double mean =
          bert.takeLosses().stream().mapToDouble(Bert.Loss::scored).average().orElseThrow() * scale;
      double error = expected.get("deviation").getAsDouble() / Math.sqrt(draws);
      assertThat(mean).isCloseTo(expected.get("mean").getAsDouble(), within(5 * error));
    }
  }
}
