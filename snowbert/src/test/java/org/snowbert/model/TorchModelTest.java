package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.snowbert.model.GoldenCase.assertClose;
import static org.snowbert.model.GoldenCase.floats;

import ai.djl.huggingface.translator.FillMaskTranslatorFactory;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.repository.zoo.Criteria;
import ai.djl.repository.zoo.ZooModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TimeZone;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.inference.GoldenText;
import org.snowbert.safetensors.SafeTensorsFile;
import org.snowbert.text.TokenizerFolder;
import org.snowbert.text.Vocabulary;

/** Runs what is published by DJL alone, without a class of ours. */
@Tag("engine")
class TorchModelTest {
  private static Bert texts() throws IOException {
    Path folder = GoldenText.model();
    return Bert.forInference(
        BertConfig.read(folder.resolve("config.json")),
        PretrainedParameters.open(folder),
        Accelerator.CPU);
  }

  private static NDArray array(NDManager manager, SafeTensorsFile file, String name) {
    return manager.create(file.bytes(name), new Shape(file.shape(name)), DataType.INT64);
  }

  private static float[] logits(Path folder, SafeTensorsFile batch) throws Exception {
    Criteria<NDList, NDList> criteria =
        Criteria.builder().setTypes(NDList.class, NDList.class).optModelPath(folder).build();
    try (ZooModel<NDList, NDList> model = criteria.loadModel();
        Predictor<NDList, NDList> predictor = model.newPredictor();
        NDManager manager = NDManager.newBaseManager()) {
      NDArray ids = array(manager, batch, "input_ids");
      NDArray types =
          batch.contains("token_type_ids")
              ? array(manager, batch, "token_type_ids")
              : ids.zerosLike();
      NDList inputs = new NDList(ids, array(manager, batch, "attention_mask"), types);
      return predictor.predict(inputs).singletonOrThrow().toFloatArray();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"several", "edges", "single", "wide"})
  void logitsOfPaddedBatchesAreThoseOfTransformers(String name, @TempDir Path folder)
      throws Exception {
    GoldenCase golden = GoldenCase.of(name);
    try (Bert bert = golden.open(Accelerator.CPU)) {
      TorchModel.write(folder.resolve("model.pt"), bert);
    }
    assertClose("logits", logits(folder, golden.given()), golden.expected("logits"), 1e-5f);
  }

  @Test
  void tokenTypesOfBothKindsCount(@TempDir Path folder) throws Exception {
    SafeTensorsFile expected =
        SafeTensorsFile.open(GoldenText.model().resolve("expected.safetensors"));
    try (Bert bert = texts()) {
      TorchModel.write(folder.resolve("model.pt"), bert);
    }
    assertClose("logits", logits(folder, expected), floats(expected, "logits"), 1e-5f);
  }

  /** The translator that serving.properties names, on text that is segmented already. */
  @Test
  void djlFillsMasksOfSegmentedText(@TempDir Path folder) throws Exception {
    Vocabulary vocabulary = Vocabulary.read(GoldenText.model().resolve("vocab.txt"));
    Path tokens =
        TokenizerFolder.write(vocabulary, Files.createDirectory(folder.resolve("tokens")));
    Path model = folder.resolve("model");
    try (Bert bert = texts()) {
      ModelFolder.write(model, bert, tokens);
    }
    Criteria<String, Classifications> criteria =
        Criteria.builder()
            .setTypes(String.class, Classifications.class)
            .optModelPath(model)
            .optTranslatorFactory(new FillMaskTranslatorFactory())
            .build();
    GoldenText golden = GoldenText.all().get(0);
    try (ZooModel<String, Classifications> loaded = criteria.loadModel();
        Predictor<String, Classifications> predictor = loaded.newPredictor()) {
      Classifications found = predictor.predict("秋 に は [MASK] が 木 から 落ちる 。");
      assertThat(found.best().getClassName()).isEqualTo(golden.masks().get(0).get(0).token());
      assertThat(found.best().getProbability())
          .isCloseTo(golden.masks().get(0).get(0).probability(), within(1e-6));
    }
  }

  @Test
  void theBytesAreTheSameInAnyTimeZone(@TempDir Path folder) throws IOException {
    TimeZone own = TimeZone.getDefault();
    Path here = folder.resolve("here.pt");
    Path there = folder.resolve("there.pt");
    try (Bert bert = texts()) {
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      TorchModel.write(here, bert);
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      TorchModel.write(there, bert);
    } finally {
      TimeZone.setDefault(own);
    }
    assertThat(here).hasSameBinaryContentAs(there);
  }
}
