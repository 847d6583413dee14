package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.Wire;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.settings.Labels;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.worker.evaluation.AnalyzeJob;
import org.snowbert.worker.evaluation.EvaluateJob;

/** Trains on all sentences, so that there is no sentence to evaluate the model with. */
@Tag("engine")
final class TrainingOnEverythingTest {
  private final SmallTrainSettings settings = new SmallTrainSettings();
  private Path folder;
  private TrainingFolder trainings;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    trainings = TrainingFolder.make(folder, 0);
    settings.epochs = 2;
  }

  private TrainRequest train() throws IOException {
    TrainRequest request = trainings.request("out", settings);
    Training.run(request, TrainingFolder.NEVER);
    return request;
  }

  @Test
  void theResultsHaveEveryEpochButNoFigures() throws IOException {
    TrainRequest request = train();
    JsonObject json =
        JsonParser.parseString(Files.readString(request.folder().results())).getAsJsonObject();
    assertThat(json.keySet()).doesNotContain("validation", "frequency_loss");
    assertThat(json.getAsJsonArray("epochs"))
        .allSatisfy(
            epoch ->
                assertThat(epoch.getAsJsonObject().keySet())
                    .containsExactly("epoch", "step", "training_loss"));
    TrainingResults results = Wire.read(request.folder().results(), TrainingResults.class);
    assertThat(results.epochs()).extracting(TrainingResults.Epoch::step).containsExactly(13, 26);
    assertThat(Files.readAllLines(request.folder().metrics()))
        .hasSize(26)
        .noneMatch(line -> line.contains("validation"));
  }

  @Test
  void aTrainingThatWasStoppedEndsInTheSameBytes() throws IOException {
    settings.checkpointSteps = 13; // the end of the first epoch
    TrainRequest request = train();
    Path parameters = request.folder().model().resolve("model.safetensors");
    byte[] whole = Files.readAllBytes(parameters);
    String results = Files.readString(request.folder().results());
    for (int step : new int[] {26, 13}) {
      Folders.delete(request.folder().model());
      Files.delete(request.folder().results());
      train(); // from the last checkpoint: at the very end, then in the middle
      assertThat(parameters).hasBinaryContent(whole);
      assertThat(request.folder().results()).hasContent(results);
      Folders.delete(request.folder().checkpoints().resolve("step-" + step));
    }
  }

  @Test
  void aModelThatTheLastUpdateSpoiltIsNotWritten() throws IOException {
    settings.maxSteps = 1;
    settings.learningRate = 1e30;
    assertThatThrownBy(this::train)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the loss of training sentences is NaN at step 1");
    assertThat(folder.resolve("out/model")).doesNotExist();
  }

  @Test
  void anEvaluationOnlyFillsThePrompts() throws IOException {
    settings.maxSteps = 3;
    Path output = folder.resolve("evaluation.json");
    EvaluateJob.run(
        new EvaluateRequest(
            train().folder().model(),
            folder.resolve("masked/validation.safetensors"),
            output,
            Labels.ALL,
            null,
            List.of(new EvaluateRequest.Prompt("犬が3匹、[MASK]にいます。", 3)),
            null,
            TrainingFolder.CPU));
    JsonObject evaluation = JsonParser.parseString(Files.readString(output)).getAsJsonObject();
    assertThat(evaluation.keySet()).containsExactly("fills");
  }

  @Test
  void anAnalysisHasOnlyTheLengths() throws IOException {
    settings.maxSteps = 3;
    Path output = folder.resolve("analysis.json");
    AnalyzeJob.run(
        new AnalyzeRequest(
            train().folder().model(),
            folder.resolve("sentences.txt"),
            folder.resolve("tokens/train.safetensors"),
            folder.resolve("masked/validation.safetensors"),
            42,
            0,
            output,
            TrainingFolder.CPU));
    Analysis analysis = Wire.read(output, Analysis.class);
    assertThat(analysis.lengths().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
    assertThat(analysis.byFrequency()).isEmpty();
    assertThat(analysis.samples()).isEmpty();
  }
}
