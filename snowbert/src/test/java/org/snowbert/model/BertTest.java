package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.snowbert.model.GoldenCase.accumulate;
import static org.snowbert.model.GoldenCase.assertClose;
import static org.snowbert.model.GoldenCase.floats;
import static org.snowbert.model.GoldenCase.next;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.safetensors.SafeTensorsWriter;

/**
 * Every test runs twice on the CPU: with the operators that suit a CPU, and with those that suit a
 * GPU.
 */
@Tag("engine")
@ParameterizedClass
@ValueSource(booleans = {false, true})
class BertTest {
  /** An element of the parameters that stands for all. */
  private static final long ELEMENT = 123;

  private final Accelerator fp32;
  private final Accelerator bf16;
  private GoldenCase golden;
  private Batch batch;
  private double scale;

  BertTest(boolean gpuOperators) {
    this.fp32 = new Accelerator(ai.djl.Device.cpu(), false, gpuOperators);
    this.bf16 = new Accelerator(ai.djl.Device.cpu(), true, gpuOperators);
  }

  @BeforeEach
  void open() throws IOException {
    golden = GoldenCase.of("several");
    batch = golden.batch();
    scale = 1.0 / batch.labels().length;
  }

  @Test
  void twoBatchesOfAStepHaveTheGradientsOfOne() throws IOException {
    try (Bert bert = golden.open(fp32)) {
      double loss = 0;
      for (Batch half : halves()) {
        loss += accumulate(bert, half, scale, 0);
      }
      assertThat(loss * scale).isCloseTo(golden.losses()[0], within(1e-5));
      assertGradients(bert);
    }
  }

  @Test
  void aBatchInTwoPartsHasTheGradientsOfTheWhole() throws IOException {
    try (Bert bert = golden.open(fp32)) {
      assertThat(accumulate(bert, halves(), scale, 0) * scale)
          .isCloseTo(golden.losses()[0], within(1e-5));
      assertGradients(bert);
    }
  }

  @Test
  void gradientsOfWorkersAddUpToTheBytesOfOneModel() throws IOException {
    byte[] ofWorkers = afterAStepOfTwoWorkers(GradientPrecision.FP32);
    try (Bert bert = golden.open(fp32)) {
      bert.accumulate(List.of(halves().get(0)), scale, 1);
      bert.accumulate(List.of(halves().get(1)), scale, 2);
      bert.update(1e-3);
      assertThat(parameters(bert)).isEqualTo(ofWorkers);
    }
  }

  @Test
  void gradientsAreRoundedToBf16() throws IOException {
    assertThat(afterAStepOfTwoWorkers(GradientPrecision.BF16))
        .isNotEqualTo(afterAStepOfTwoWorkers(GradientPrecision.FP32));
  }

  @ParameterizedTest
  @EnumSource
  void gradientsThatAreSentAddUpToTheBytesOfWorkersOnOneMachine(GradientPrecision precision)
      throws IOException {
    byte[] expected = afterAStepOfTwoWorkers(precision);
    float[] sums =
        add(
            gradientsOfReplica(halves().get(0), 1, precision),
            gradientsOfReplica(halves().get(1), 2, precision));
    try (Bert bert = golden.open(fp32)) {
      inSlices(bert, (from, to) -> bert.setGradients(from, bytes(sums, from, to)));
      bert.update(1e-3);
      assertThat(parameters(bert)).isEqualTo(expected);
    }
  }

  private byte[] afterAStepOfTwoWorkers(GradientPrecision precision) throws IOException {
    try (Bert bert = golden.open(fp32)) {
      bert.accumulate(List.of(halves().get(0)), scale, 1);
      bert.endWorker(precision);
      bert.accumulate(List.of(halves().get(1)), scale, 2);
      bert.endWorker(precision);
      bert.update(1e-3);
      return parameters(bert);
    }
  }

  @Test
  void gradientsThatWereDroppedDoNotCount() throws IOException {
    try (Bert bert = golden.open(fp32)) {
      bert.accumulate(List.of(batch), scale, 1);
      bert.endWorker(GradientPrecision.FP32);
      bert.accumulate(List.of(batch), scale, 1);
      bert.dropGradients();
      accumulate(bert, batch, scale, 0);
      assertGradients(bert);
    }
  }

  /** The formula of the outer optimizer is that of torch.optim.SGD with nesterov=True. */
  @Test
  void aRoundEndsOnTheWayToTheMeanOfItsWorkers() throws IOException {
    try (Bert bert = golden.open(fp32)) {
      float start = element(bert);
      double velocity = 0;
      for (int round = 1; round <= 2; round++) {
        bert.beginRound();
        for (float value : new float[] {start + 1, start + 2, start + 6}) {
          bert.restartRound();
          assertThat(element(bert)).isEqualTo(start);
          bert.setState(ELEMENT, bytes(new float[] {value}, 0, 1));
          bert.addWorker();
        }
        bert.averageWorkers(3);
        assertThat(element(bert)).isCloseTo(start + 3, within(1e-6f));
        bert.endRound(round, 0.5, 0.9);
        velocity = 0.9 * velocity - 3;
        double expected = start - 0.5 * (-3 + 0.9 * velocity);
        assertThat((double) element(bert)).isCloseTo(expected, within(1e-5));
        start = element(bert);
      }
    }
  }

  private static float element(Bert bert) {
    return bert.state(ELEMENT, ELEMENT + 1).getFloat();
  }

  private float[] gradientsOfReplica(Batch of, long seed, GradientPrecision precision)
      throws IOException {
    byte[] parameters;
    try (Bert bert = golden.open(fp32)) {
      parameters = parameters(bert);
    }
    try (Bert replica = Bert.forGradients(golden.config(), fp32)) {
      inSlices(
          replica,
          (from, to) ->
              replica.setState(
                  from,
                  ByteBuffer.allocateDirect((int) (to - from) * Float.BYTES)
                      .put(parameters, (int) from * Float.BYTES, (int) (to - from) * Float.BYTES)
                      .flip()));
      replica.accumulate(List.of(of), scale, seed);
      float[] gradients = new float[(int) golden.config().parameters()];
      inSlices(
          replica,
          (from, to) ->
              precision.read(
                  replica.gradients(from, to, precision),
                  FloatBuffer.wrap(gradients, (int) from, (int) (to - from))));
      return gradients;
    }
  }

  private interface Slice {
    void take(long from, long to);
  }

  /** Cuts the parameters into slices that end within a parameter. */
  private static void inSlices(Bert bert, Slice slice) {
    long elements = bert.config().parameters();
    for (long from = 0; from < elements; from += 1000) {
      slice.take(from, Math.min(from + 1000, elements));
    }
  }

  private static byte[] parameters(Bert bert) {
    byte[] bytes = new byte[(int) bert.config().parameters() * Float.BYTES];
    ByteBuffer all = ByteBuffer.wrap(bytes);
    inSlices(bert, (from, to) -> all.put(bert.state(from, to)));
    return bytes;
  }

  private static float[] add(float[] first, float[] second) {
    float[] sums = first.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += second[i];
    }
    return sums;
  }

  private static ByteBuffer bytes(float[] values, long from, long to) {
    ByteBuffer bytes =
        ByteBuffer.allocateDirect((int) (to - from) * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values, (int) from, (int) (to - from));
    return bytes;
  }

  private List<Batch> halves() {
    int[] ids = golden.ids();
    int[] labels = golden.labels();
    int[] lengths = golden.lengths();
    int first = Arrays.stream(lengths, 0, 3).sum();
    return List.of(
        Batch.packed(ids, labels, Arrays.copyOf(lengths, 3)),
        Batch.packed(
            Arrays.copyOfRange(ids, first, ids.length),
            Arrays.copyOfRange(labels, first, labels.length),
            Arrays.copyOfRange(lengths, 3, lengths.length)));
  }

  private void assertGradients(Bert bert) {
    int tensor = 0;
    for (PackedParameter parameter : ParameterLayout.of(golden.config())) {
      ByteBuffer whole = bert.values(Bert.Kind.GRADIENT, tensor++);
      for (String part : parameter.names()) {
        assertClose(part, next(whole, parameter), golden.expected("grad." + part), 1e-5f);
      }
    }
  }

  @Test
  void aModelThatResumesGoesOnAsIfItHadNotStopped(@TempDir Path folder) throws IOException {
    Path parameters = folder.resolve("model.safetensors");
    Path moments = folder.resolve("moments.safetensors");
    try (Bert bert = golden.open(fp32)) {
      for (int step = 0; step < 2; step++) {
        bert.accumulate(List.of(batch), scale, step);
        bert.update(1e-3);
      }
      SafeTensorsWriter writer = new SafeTensorsWriter();
      bert.writeParameters(writer);
      writer.write(parameters);
      writer = new SafeTensorsWriter();
      bert.writeMoments(writer);
      writer.write(moments);
    }
    try (Bert resumed =
        Bert.resume(
            golden.config(),
            Parameters.of(parameters, ""),
            Parameters.of(moments, Bert.MEANS),
            Parameters.of(moments, Bert.VARIANCES),
            2,
            new Optimization(0.01, true, null),
            fp32)) {
      for (int step = 2; step < 5; step++) {
        double loss = accumulate(resumed, batch, scale, step);
        assertThat(loss * scale).isCloseTo(golden.losses()[step], within(1e-5));
        resumed.update(1e-3);
      }
    }
  }

  @Test
  void clippingBoundsTheGlobalNorm(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("model.safetensors");
    try (Bert bert = golden.open(0, new Optimization(0, true, 1e-12), fp32)) {
      bert.accumulate(List.of(batch), 1, 0);
      bert.update(1e-3);
      SafeTensorsWriter writer = new SafeTensorsWriter();
      bert.writeParameters(writer);
      writer.write(file);
    }
    // With eps 1e-8, a gradient of norm 1e-12 moves nothing by more than 1e-3 * 1e-4.
    SafeTensorsFile before = SafeTensorsFile.open(golden.start());
    SafeTensorsFile after = SafeTensorsFile.open(file);
    for (String name : after.names()) {
      assertClose(name, floats(after, name), floats(before, name), 2e-7f);
    }
  }

  @Test
  void dropoutIsDrawnFromItsSeed() throws IOException {
    try (Bert bert = golden.open(0.1, new Optimization(0.01, true, null), fp32)) {
      double first = accumulate(bert, batch, 1, 7);
      assertThat(accumulate(bert, batch, 1, 7)).isEqualTo(first);
      assertThat(accumulate(bert, batch, 1, 8)).isNotEqualTo(first);
    }
  }

  @Test
  void bf16ComesCloseToFloat32() throws IOException {
    try (Bert bert = golden.open(0, new Optimization(0.01, true, null), bf16)) {
      for (double expected : golden.losses()) {
        double loss = accumulate(bert, batch, scale, 0);
        assertThat(loss * scale).isCloseTo(expected, withinPercentage(1));
        bert.update(1e-3);
      }
    }
  }

  /** It keeps copies of the parameters in bf16. */
  @Test
  void bf16ComputesWithTheParametersThatItWasGivenLast() throws IOException {
    try (Bert bert = golden.open(bf16)) {
      double first = accumulate(bert, batch, scale, 0);
      bert.update(1e-2);
      assertThat(accumulate(bert, batch, scale, 0)).isNotEqualTo(first);
      bert.setParameters(Parameters.of(golden.start(), ""));
      bert.dropGradients();
      assertThat(accumulate(bert, batch, scale, 0)).isEqualTo(first);
      bert.beginRound();
      bert.update(1e-2);
      bert.restartRound();
      assertThat(accumulate(bert, batch, scale, 0)).isEqualTo(first);
    }
  }

  @Test
  void bf16DropsWhatFloat32Drops() throws IOException {
    double[] expected = lossesUnderDropout(fp32);
    double[] losses = lossesUnderDropout(bf16);
    for (int step = 0; step < losses.length; step++) {
      assertThat(losses[step]).isCloseTo(expected[step], withinPercentage(1));
    }
  }

  private double[] lossesUnderDropout(Accelerator accelerator) throws IOException {
    double[] losses = new double[5];
    try (Bert bert = golden.open(0.1, new Optimization(0.01, true, null), accelerator)) {
      for (int step = 0; step < losses.length; step++) {
        losses[step] = accumulate(bert, batch, scale, step);
        bert.update(1e-3);
      }
    }
    return losses;
  }
}
