package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.CheckpointRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.MaskedFolder;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.model.Device;
import org.snowbert.model.Precision;
import org.snowbert.settings.Hardware;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.text.TokenizerFolder;
import org.snowbert.text.Vocabulary;
import org.snowbert.worker.evaluation.EvaluateJob;

/**
 * Compares the recipe {@code notebook} with a plain PyTorch loop over transformers' model. {@code
 * bench/golden_notebook.py} wrote the figures of that loop.
 */
@Tag("engine")
class NotebookTest {
  private static final Hardware CPU = new Hardware(Device.CPU, Precision.FP32, 1);

  private Path golden;
  private TrainRequest request;

  @BeforeEach
  void train(@TempDir Path folder) throws IOException, URISyntaxException {
    URL config = Objects.requireNonNull(NotebookTest.class.getResource("notebook/config.json"));
    golden = Objects.requireNonNull(Path.of(config.toURI()).getParent());
    Stream<String> words = IntStream.range(5, 61).mapToObj(id -> "w" + id);
    TokenizerFolder.write(
        Vocabulary.of(Stream.concat(Vocabulary.SPECIALS.stream(), words).toList()), folder);
    // The training reads only the frequencies of these tokens.
    Files.copy(golden.resolve("train.safetensors"), folder.resolve("train.safetensors"));
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.masks =
        new MaskSettings(
            Masking.DYNAMIC, 0.15, 0.15, false, Replacement.MASK, Labels.ALL, false, 42);
    settings.redraw = false;
    settings.hardware = CPU;
    settings.paddedLength = 100;
    settings.epochs = 2;
    settings.learningRate = 5e-5;
    settings.decayEverything = true;
    settings.dropout = 0;
    settings.shuffle = false;
    request =
        new TrainRequest(
            new TokenFolder(folder),
            new MaskedFolder(golden),
            new TrainFolder(folder),
            golden,
            List.of(),
            new CheckpointRequest(null, 1, Map.of(), null),
            null,
            settings.build());
    Training.run(request, TrainingFolder.NEVER);
  }

  @Test
  void theLossOfEveryStepIsThatOfTheNotebook() throws IOException {
    List<JsonObject> steps = lines("loss");
    JsonArray expected = expected().getAsJsonArray("steps");
    assertThat(steps).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      JsonObject expectedStep = expected.get(i).getAsJsonObject();
      assertClose(steps.get(i), "loss", expectedStep.get("loss").getAsDouble());
      assertClose(steps.get(i), "loss_all_positions", expectedStep.get("loss").getAsDouble());
      assertClose(steps.get(i), "loss_masked", expectedStep.get("loss_masked").getAsDouble());
    }
  }

  @Test
  void validationGivesBothLosses() throws IOException {
    List<JsonObject> epochs = lines("validation_loss");
    JsonArray expected = expected().getAsJsonArray("epochs");
    assertThat(epochs).hasSize(expected.size());
    for (int i = 0; i < expected.size(); i++) {
      for (String name : List.of("validation_loss", "validation_loss_all_positions")) {
        assertClose(epochs.get(i), name, expected.get(i).getAsJsonObject().get(name).getAsDouble());
      }
    }
  }

  @Test
  void evaluationGivesBothLosses(@TempDir Path folder) throws IOException {
    Path output = folder.resolve("evaluation.json");
    EvaluateJob.run(
        new EvaluateRequest(
            request.folder().model(),
            golden.resolve("validation.safetensors"),
            output,
            Labels.ALL,
            100,
            List.of(),
            null,
            CPU));
    JsonObject evaluation = JsonParser.parseString(Files.readString(output)).getAsJsonObject();
    JsonObject last = expected().getAsJsonArray("epochs").get(1).getAsJsonObject();
    assertClose(evaluation, "loss", last.get("validation_loss").getAsDouble());
    assertClose(
        evaluation, "loss_all_positions", last.get("validation_loss_all_positions").getAsDouble());
  }

  private JsonObject expected() throws IOException {
    return JsonParser.parseString(Files.readString(golden.resolve("expected.json")))
        .getAsJsonObject();
  }

  private List<JsonObject> lines(String with) throws IOException {
    return Files.readAllLines(request.folder().metrics()).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .filter(line -> line.has(with))
        .toList();
  }

  private static void assertClose(JsonObject actual, String name, double expected) {
    assertThat(actual.get(name).getAsDouble()).as(name).isCloseTo(expected, within(1e-5));
  }
}
