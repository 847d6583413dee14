package org.snowbert.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.Folders;
import org.snowbert.InvalidInputException;
import org.snowbert.masking.Labels;
import org.snowbert.masking.MaskSettings;
import org.snowbert.masking.MaskedFile;
import org.snowbert.masking.Masker;
import org.snowbert.masking.Replacement;
import org.snowbert.model.Device;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Precision;
import org.snowbert.text.TokenFile;
import org.snowbert.text.Tokenization;
import org.snowbert.text.TokenizeRequest;
import org.snowbert.text.Vocabulary;

class TrainingTest {
  private static final Hardware CPU = new Hardware(Device.CPU, Precision.AUTO, 1);
  private static final MaskSettings BERT =
      new MaskSettings(0.15, false, Replacement.BERT, Labels.MASKED, true);

  private Path folder;

  /** Sentences whose last word follows from their first. */
  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    List<String> animals = List.of("犬", "猫", "鳥", "馬", "魚");
    List<String> places = List.of("庭", "家", "空", "山", "川");
    List<String> sentences =
        IntStream.range(0, 200)
            .mapToObj(i -> animals.get(i % 5) + "が" + i + "匹、" + places.get(i % 5) + "にいます。")
            .toList();
    Files.write(folder.resolve("sentences.txt"), sentences);
    Tokenization.run(
        new TokenizeRequest(
            folder.resolve("sentences.txt").toString(),
            folder.resolve("tokens").toString(),
            null,
            1000,
            0.2,
            42,
            128));
    mask("train", BERT);
    mask("validation", BERT);
  }

  @Test
  void theLossFallsAndTheModelFillsAMask() throws IOException {
    TrainRequest request = request("out", settings(1e-3, 60, true, null));
    Training.run(request);
    List<JsonObject> steps = steps(request);
    assertThat(steps).hasSize(60);
    double first = steps.get(0).get("loss").getAsDouble();
    double last =
        steps.subList(50, 60).stream()
            .mapToDouble(step -> step.get("loss").getAsDouble())
            .average()
            .orElseThrow();
    assertThat(last).isLessThan(0.75 * first);
    assertThat(Path.of(request.model()).toFile().list())
        .containsExactlyInAnyOrder(
            "config.json",
            "model.safetensors",
            "vocab.txt",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "README.md",
            "training.json");
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    TrainRequest first = request("first", settings(1e-3, 3, true, null));
    TrainRequest second = request("second", settings(1e-3, 3, true, null));
    Training.run(first);
    Training.run(second);
    assertThat(parameters(second)).isEqualTo(parameters(first));
    TrainingSettings settings = settings(1e-3, 3, true, null);
    TrainRequest other =
        request(
            "other",
            new TrainingSettings(
                settings.model(),
                settings.masks(),
                settings.redraw(),
                null,
                settings.epochs(),
                settings.maxSteps(),
                settings.batchSize(),
                1,
                settings.learningRate(),
                settings.schedule(),
                0,
                0.01,
                false,
                null,
                0.1,
                true,
                null,
                512,
                7));
    Training.run(other);
    assertThat(parameters(other)).isNotEqualTo(parameters(first));
  }

  @Test
  void aTrainingThatWasStoppedEndsInTheSameBytes() throws IOException {
    TrainRequest request = request("out", settings(1e-3, 6, true, 3));
    Training.run(request);
    byte[] model = parameters(request);
    Files.delete(Path.of(request.model(), "model.safetensors"));
    Folders.delete(Path.of(request.checkpoints(), "step-6"));
    Training.run(request);
    assertThat(parameters(request)).isEqualTo(model);
    assertThat(steps(request).stream().map(step -> step.get("step").getAsInt()))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void theNotebooksRecipeScoresItsPadding() throws IOException {
    MaskSettings everywhere = new MaskSettings(0.15, false, Replacement.MASK, Labels.ALL, false);
    mask("train", everywhere);
    TrainRequest request =
        request(
            "out",
            new TrainingSettings(
                ModelSize.TINY,
                everywhere,
                false,
                100,
                1,
                2,
                16,
                1,
                5e-5,
                Schedule.CONSTANT,
                0,
                0.01,
                true,
                null,
                0.1,
                true,
                null,
                512,
                42));
    Training.run(request);
    assertThat(steps(request)).hasSize(2);
    assertThat(steps(request).get(0).get("loss").getAsDouble()).isBetween(3.0, 7.0);
  }

  @Test
  void aLossThatIsNoNumberStopsTheTraining() throws IOException {
    TrainRequest request = request("out", settings(1e30, 20, false, null));
    assertThatThrownBy(() -> Training.run(request))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.learningRate");
    assertThat(Path.of(request.model())).doesNotExist();
  }

  private static TrainingSettings settings(
      double learningRate, int steps, boolean redraw, @Nullable Integer checkpointSteps) {
    return new TrainingSettings(
        ModelSize.TINY,
        BERT,
        redraw,
        null,
        20,
        steps,
        16,
        1,
        learningRate,
        Schedule.CONSTANT,
        0,
        0.01,
        false,
        null,
        0.1,
        true,
        checkpointSteps,
        512,
        42);
  }

  private void mask(String part, MaskSettings settings) throws IOException {
    Path tokens = folder.resolve("tokens");
    Files.createDirectories(folder.resolve("masked"));
    String name = part + ".safetensors";
    MaskedFile.write(
        folder.resolve("masked").resolve(name),
        TokenFile.open(tokens.resolve(name)),
        new Masker(settings, Vocabulary.read(tokens.resolve("vocab.txt"))),
        42,
        "mask/" + part);
  }

  private TrainRequest request(String name, TrainingSettings settings) throws IOException {
    Path out = Files.createDirectories(folder.resolve(name));
    return new TrainRequest(
        folder.resolve("tokens").toString(),
        folder.resolve("masked").toString(),
        out.resolve("checkpoints").toString(),
        out.resolve("metrics.jsonl").toString(),
        out.resolve("model").toString(),
        null,
        "key",
        true,
        settings,
        CPU,
        new JsonObject());
  }

  private static byte[] parameters(TrainRequest request) throws IOException {
    return Files.readAllBytes(Path.of(request.model(), "model.safetensors"));
  }

  private static List<JsonObject> steps(TrainRequest request) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(request.metrics()))) {
      return lines
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .filter(line -> line.has("loss"))
          .toList();
    }
  }
}
