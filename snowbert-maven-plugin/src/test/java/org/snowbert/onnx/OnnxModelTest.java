package org.snowbert.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.safetensors.SafeTensorsFile;

/** ONNX Runtime computes what transformers computed: {@code bench/golden.py} wrote the cases. */
final class OnnxModelTest {
  private final Path folder;

  OnnxModelTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void copy(String golden) throws IOException {
    GoldenModel.copy(
        golden,
        folder,
        "config.json",
        "model.safetensors",
        "batch.safetensors",
        "expected.safetensors",
        "hidden.safetensors");
  }

  private void assertThoseOfTransformers(Path files) throws Exception {
    assertSame(files.resolve("model.onnx"), "expected.safetensors", "logits");
    assertSame(files.resolve("encoder.onnx"), "hidden.safetensors", "last_hidden_state");
  }

  /** Compares the outputs where tokens stand. What padding gives has no meaning. */
  private void assertSame(Path model, String expectedFile, String tensor) throws Exception {
    SafeTensorsFile batch = SafeTensorsFile.open(folder.resolve("batch.safetensors"));
    SafeTensorsFile expected = SafeTensorsFile.open(folder.resolve(expectedFile));
    LongBuffer mask = batch.bytes("attention_mask").asLongBuffer();
    float[] actual = run(model, batch);
    FloatBuffer wanted = expected.bytes(tensor).asFloatBuffer();
    assertThat(actual).hasSize(wanted.remaining());
    int width = actual.length / mask.remaining();
    for (int i = 0; i < actual.length; i++) {
      if (mask.get(i / width) == 1) {
        assertThat(actual[i]).isCloseTo(wanted.get(i), within(1e-4f));
      }
    }
  }

  private static float[] run(Path model, SafeTensorsFile batch) throws OrtException {
    long[] shape = batch.shape("input_ids");
    LongBuffer ids = numbers(batch, "input_ids");
    LongBuffer types = LongBuffer.allocate(ids.remaining());
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(model.toString());
        OnnxTensor idsTensor = OnnxTensor.createTensor(environment, ids, shape);
        OnnxTensor maskTensor =
            OnnxTensor.createTensor(environment, numbers(batch, "attention_mask"), shape);
        OnnxTensor typesTensor = OnnxTensor.createTensor(environment, types, shape);
        OrtSession.Result result =
            session.run(
                Map.of(
                    "input_ids", idsTensor,
                    "attention_mask", maskTensor,
                    "token_type_ids", typesTensor))) {
      FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
      float[] floats = new float[values.remaining()];
      values.get(floats);
      return floats;
    }
  }

  /** A copy, because ONNX Runtime reads a buffer outside the heap where it is. */
  private static LongBuffer numbers(SafeTensorsFile file, String name) {
    LongBuffer mapped = file.bytes(name).asLongBuffer();
    return LongBuffer.allocate(mapped.remaining()).put(mapped).flip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void logitsAndHiddenStatesAreThoseOfTransformers(String golden) throws Exception {
    copy(golden);
    OnnxModel.write(folder);
    assertThoseOfTransformers(folder);
  }

  @Test
  void theFilesOfTheGraphHaveNoParameters() throws IOException {
    copy("several");
    OnnxModel.write(folder);
    assertThat(folder.resolve("model.onnx")).isRegularFile();
    assertThat(Files.size(folder.resolve("model.onnx"))).isLessThan(20_000);
  }

  @Test
  void anEmbeddedModelNeedsNoOtherFile() throws Exception {
    copy("several");
    Path target = Files.createDirectory(folder.resolve("alone"));
    OnnxModel.writeEmbedded(folder, target);
    assertThat(target.toFile().list()).containsExactlyInAnyOrder("model.onnx", "encoder.onnx");
    assertThoseOfTransformers(target);
  }

  @Test
  void equalModelsHaveEqualBytes() throws IOException {
    copy("several");
    OnnxModel.write(folder);
    byte[] first = Files.readAllBytes(folder.resolve("model.onnx"));
    OnnxModel.write(folder);
    assertThat(folder.resolve("model.onnx")).hasBinaryContent(first);
  }
}
