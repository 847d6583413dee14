package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.snowbert.model.GoldenCase.assertClose;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.safetensors.SafeTensorsWriter;

/** A golden case's model in every form that transformers has saved models in. */
@Tag("engine")
class PretrainedParametersTest {
  private static final String WORDS = "bert.embeddings.word_embeddings.weight";
  private static final String DECODER = "cls.predictions.decoder.weight";
  private static final String BIAS = "cls.predictions.bias";

  private Path folder;
  private GoldenCase golden;
  private SafeTensorsFile saved;

  @BeforeEach
  void open(@TempDir Path temporary) throws IOException {
    folder = temporary;
    golden = GoldenCase.of("several");
    saved = SafeTensorsFile.open(golden.start());
  }

  /** Copies tensors under other names. */
  private SafeTensorsWriter copy(List<String> names, UnaryOperator<String> rename) {
    SafeTensorsWriter writer = new SafeTensorsWriter().metadata("format", "pt");
    names.forEach(
        name ->
            writer.add(
                rename.apply(name), saved.type(name), saved.shape(name), () -> saved.bytes(name)));
    return writer;
  }

  private SafeTensorsWriter add(SafeTensorsWriter writer, String name, String original) {
    return writer.add(
        name, saved.type(original), saved.shape(original), () -> saved.bytes(original));
  }

  private List<String> all() {
    return List.copyOf(saved.names());
  }

  private List<String> allBut(String name) {
    List<String> names = new ArrayList<>(saved.names());
    assertThat(names.remove(name)).isTrue();
    return names;
  }

  private void write(SafeTensorsWriter writer) throws IOException {
    writer.write(folder.resolve("model.safetensors"));
  }

  private float[] logits(Parameters parameters) throws IOException {
    try (Bert bert = Bert.forInference(golden.config(), parameters, Accelerator.CPU)) {
      return bert.logits(Batch.packed(golden.ids(), golden.ids(), golden.lengths()));
    }
  }

  /** The logits of the real tokens, as transformers computed them. */
  private float[] expected() {
    Batch batch = golden.batch();
    int width = golden.config().vocabularySize();
    float[] rectangle = golden.expected("logits");
    float[] packed = new float[batch.ids().length * width];
    int row = 0;
    for (int place = 0; place < batch.mask().length; place++) {
      if (batch.mask()[place]) {
        System.arraycopy(rectangle, place * width, packed, row++ * width, width);
      }
    }
    return packed;
  }

  private void assertLogitsAreTheGoldenOnes() throws IOException {
    PretrainedParameters.check(folder, golden.config());
    assertClose("logits", logits(PretrainedParameters.open(folder)), expected(), 1e-5f);
  }

  /** When they are read and, the content aside, before. */
  private void assertRefused(String... parts) {
    assertThatThrownBy(() -> PretrainedParameters.check(folder, golden.config()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
    assertRefusedWhenRead(parts);
  }

  private void assertRefusedWhenRead(String... parts) {
    assertThatThrownBy(() -> logits(PretrainedParameters.open(folder)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void oneFile() throws IOException {
    write(copy(all(), name -> name));
    assertLogitsAreTheGoldenOnes();
  }

  @Test
  void shards() throws IOException {
    writeShards("model-00002-of-00002.safetensors");
    assertLogitsAreTheGoldenOnes();
  }

  private void writeShards(String second) throws IOException {
    int half = all().size() / 2;
    copy(all().subList(0, half), name -> name)
        .write(folder.resolve("model-00001-of-00002.safetensors"));
    copy(all().subList(half, all().size()), name -> name)
        .write(folder.resolve("model-00002-of-00002.safetensors"));
    Files.writeString(
        folder.resolve("model.safetensors.index.json"),
        """
        {"metadata": {"total_size": 1},
         "weight_map": {"%s": "model-00001-of-00002.safetensors", "%s": "%s"}}
        """
            .formatted(WORDS, BIAS, second));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model-00003-of-00003.safetensors", "../model.safetensors"})
  void aShardThatIsNotBesideTheIndexIsRefused(String name) throws IOException {
    Path outside = folder.resolve("model.safetensors");
    write(copy(all(), same -> same));
    folder = Files.createDirectory(folder.resolve("model"));
    assertThat(outside).exists();
    writeShards(name);
    assertRefused("model.safetensors.index.json", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "{", "{}", "{\"weight_map\": {\"a\": null}}"})
  void anIndexThatIsNoneIsRefused(String content) throws IOException {
    Files.writeString(folder.resolve("model.safetensors.index.json"), content);
    assertRefused("model.safetensors.index.json", "not an index");
  }

  @Test
  void namesOfTheFirstYears() throws IOException {
    write(
        copy(
            all(),
            name ->
                name.replace("LayerNorm.weight", "LayerNorm.gamma")
                    .replace("LayerNorm.bias", "LayerNorm.beta")));
    assertLogitsAreTheGoldenOnes();
  }

  @Test
  void namesWithoutThePrefix() throws IOException {
    write(copy(all(), name -> name.replaceFirst("^bert\\.", "")));
    assertLogitsAreTheGoldenOnes();
  }

  @Test
  void theDecodersCopiesBesideWhatTheyCopy() throws IOException {
    SafeTensorsWriter writer = copy(all(), name -> name);
    add(writer, DECODER, WORDS);
    add(writer, "cls.predictions.decoder.bias", BIAS);
    write(writer);
    assertLogitsAreTheGoldenOnes();
  }

  @Test
  void theDecodersCopiesAlone() throws IOException {
    write(
        copy(
            all(),
            name ->
                name.equals(WORDS)
                    ? DECODER
                    : name.equals(BIAS) ? "cls.predictions.decoder.bias" : name));
    assertLogitsAreTheGoldenOnes();
  }

  @Test
  void aDecoderOfItsOwnIsRefused() throws IOException {
    ByteBuffer other = ByteBuffer.allocate(saved.bytes(WORDS).remaining());
    write(copy(all(), name -> name).add(DECODER, DType.F32, saved.shape(WORDS), () -> other));
    assertRefusedWhenRead("model.safetensors", DECODER, WORDS);
  }

  @Test
  void whatIsNoParameterIsLeftAlone() throws IOException {
    SafeTensorsWriter writer = copy(all(), name -> name);
    for (String name :
        List.of(
            "bert.pooler.dense.bias",
            "bert.embeddings.position_ids",
            "cls.seq_relationship.weight",
            "cls.seq_relationship.bias")) {
      writer.add(name, DType.I64, new long[] {1}, () -> ByteBuffer.allocate(Long.BYTES));
    }
    write(writer);
    assertLogitsAreTheGoldenOnes();
  }

  /** The reference holds the same numbers in float32. */
  @ParameterizedTest
  @CsvSource({"F16, 1e-2", "BF16, 5e-2"})
  void halfPrecisionIsWidened(DType type, float tolerance) throws IOException {
    SafeTensorsWriter writer = new SafeTensorsWriter();
    for (String name : all()) {
      writer.add(name, type, saved.shape(name), () -> halves(saved.bytes(name), type));
    }
    write(writer);
    assertClose("logits", logits(PretrainedParameters.open(folder)), expected(), tolerance);
  }

  private static ByteBuffer halves(ByteBuffer floats, DType type) {
    ByteBuffer halves = ByteBuffer.allocate(floats.remaining() / 2).order(ByteOrder.LITTLE_ENDIAN);
    while (floats.hasRemaining()) {
      float value = floats.getFloat();
      halves.putShort(
          type == DType.BF16
              ? (short) (Float.floatToIntBits(value) >>> Short.SIZE)
              : ai.djl.util.Float16Utils.floatToHalf(value));
    }
    return halves.flip();
  }

  @ParameterizedTest
  @CsvSource({
    "F16, 3c00, 1", "F16, c000, -2", "F16, 7bff, 65504", "F16, 0001, 5.9604645E-8",
    "F16, 83ff, -6.097555E-5", "F16, 0000, 0", "F16, 3555, 0.33325195", "BF16, 3f80, 1",
    "BF16, c049, -3.140625", "BF16, 0001, 9.18355E-41", "BF16, 7f7f, 3.3895314E38"
  })
  void everyHalfHasItsFloat(DType type, String bits, float value) throws IOException {
    ByteBuffer half = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    half.putShort((short) Integer.parseInt(bits, 16)).flip();
    write(new SafeTensorsWriter().add(BIAS, type, new long[] {1}, () -> half));
    PackedParameter bias = PackedParameter.of(PackedParameter.Initialization.ZERO, BIAS, 1);
    assertThat(PretrainedParameters.open(folder).values(bias).getFloat(0)).isEqualTo(value);
  }

  @Test
  void otherTypesAreRefused() throws IOException {
    write(
        copy(allBut(BIAS), name -> name)
            .add(
                BIAS,
                DType.F64,
                saved.shape(BIAS),
                () -> ByteBuffer.allocate(2 * saved.bytes(BIAS).remaining())));
    assertRefused("model.safetensors", BIAS, "F64");
  }

  @Test
  void aMissingParameterIsNamed() throws IOException {
    String name = "cls.predictions.transform.dense.weight";
    write(copy(allBut(name), same -> same));
    assertRefused("model.safetensors", name, "BertForMaskedLM");
  }

  @Test
  void aParameterOfAnotherShapeIsNamed() throws IOException {
    write(
        copy(allBut(BIAS), name -> name)
            .add(BIAS, DType.F32, new long[] {1}, () -> ByteBuffer.allocate(Float.BYTES)));
    assertRefused(
        "model.safetensors",
        BIAS,
        "[1]",
        String.format(Locale.ROOT, "[%d]", golden.config().vocabularySize()));
  }

  @Test
  void aPickleIsNeverRead() throws IOException {
    Files.writeString(folder.resolve("pytorch_model.bin"), "");
    assertRefused(folder.toString(), "pytorch_model.bin", "save_pretrained");
  }

  @Test
  void aFolderWithoutParametersIsRefused() {
    assertRefused(folder.toString(), "model.safetensors");
  }
}
