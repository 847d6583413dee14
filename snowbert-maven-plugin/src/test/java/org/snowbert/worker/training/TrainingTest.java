package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.Folders;
import org.snowbert.internal.JsonFiles;
import org.snowbert.internal.RandomStream;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.TrainFolder;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.jobs.results.TrainingResults;
import org.snowbert.jobs.results.TrainingStart;
import org.snowbert.masking.Masker;
import org.snowbert.model.Accelerator;
import org.snowbert.model.Bert;
import org.snowbert.model.BertConfig;
import org.snowbert.model.GradientPrecision;
import org.snowbert.model.ModelSize;
import org.snowbert.model.Optimization;
import org.snowbert.model.Parameters;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.OutputBias;
import org.snowbert.settings.Replacement;
import org.snowbert.settings.Rounds;
import org.snowbert.settings.Schedule;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.settings.TrainSettings;
import org.snowbert.text.Vocabulary;
import org.snowbert.worker.batches.EpochBoundaries;
import org.snowbert.worker.batches.Examples;
import org.snowbert.worker.batches.TrainingStep;
import org.snowbert.worker.batches.TrainingSteps;
import org.snowbert.worker.evaluation.EvaluateJob;

@Tag("engine")
class TrainingTest {
  private static final MaskSettings BERT =
      new MaskSettings(
          Masking.DYNAMIC, 0.15, 0.15, false, Replacement.BERT, Labels.MASKED, true, 42);

  private Path folder;
  private TrainingFolder trainings;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.trainings = TrainingFolder.make(folder);
  }

  @Test
  void theLossFallsAndTheModelFillsAMask() throws IOException {
    TrainRequest request = request("out", settings(60));
    Training.run(request, TrainingFolder.NEVER);
    List<JsonObject> steps = steps(request);
    assertThat(steps).hasSize(60);
    double first = steps.get(0).get("loss").getAsDouble();
    double last =
        steps.subList(50, 60).stream()
            .mapToDouble(step -> step.get("loss").getAsDouble())
            .average()
            .orElseThrow();
    assertThat(last).isLessThan(0.75 * first);
    assertThat(request.folder().model().toFile().list())
        .containsExactlyInAnyOrder(
            "config.json",
            "model.safetensors",
            "model.pt",
            "model.onnx",
            "encoder.onnx",
            "serving.properties",
            "vocab.txt",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json");
  }

  @Test
  void theResultsSumUpTheEpochsOfARunThatWasResumed() throws IOException {
    SmallTrainSettings settings = settings(15);
    settings.checkpointSteps = 3;
    TrainRequest request = request("out", settings);
    Training.run(request, TrainingFolder.NEVER);
    Path file = request.folder().results();
    String whole = Files.readString(file);
    TrainingResults results = new Gson().fromJson(whole, TrainingResults.class);
    assertThat(results.steps()).isEqualTo(15);
    assertThat(results.threads()).isPositive();
    assertThat(results.epochs()).extracting(TrainingResults.Epoch::epoch).containsExactly(1, 2);
    TrainingResults.Epoch last = results.epochs().get(1);
    assertThat(last.validation_loss())
        .isEqualTo(Objects.requireNonNull(results.validation()).loss());
    assertThat(last.training_loss())
        .isEqualTo(
            losses(request).subList(results.epochs().get(0).step(), 15).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow(),
            within(1e-12));
    Folders.delete(checkpoint(request, 15));
    Training.run(request("out", settings), TrainingFolder.NEVER);
    assertThat(file).hasContent(whole);
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    TrainRequest first = request("first", settings(3));
    TrainRequest second = request("second", settings(3));
    Training.run(first, TrainingFolder.NEVER);
    Training.run(second, TrainingFolder.NEVER);
    assertThat(parameters(second)).isEqualTo(parameters(first));
    SmallTrainSettings settings = settings(3);
    settings.seed = 7;
    TrainRequest other = request("other", settings);
    Training.run(other, TrainingFolder.NEVER);
    assertThat(parameters(other)).isNotEqualTo(parameters(first));
  }

  @Test
  void aTrainingThatWasStoppedEndsInTheSameBytes() throws IOException {
    SmallTrainSettings settings = settings(6);
    settings.checkpointSteps = 3;
    TrainRequest request = request("out", settings);
    Training.run(request, TrainingFolder.NEVER);
    byte[] model = parameters(request);
    Files.delete(request.folder().model().resolve("model.safetensors"));
    Folders.delete(checkpoint(request, 6));
    Training.run(request("out", settings), TrainingFolder.NEVER);
    assertThat(parameters(request)).isEqualTo(model);
    assertThat(steps(request).stream().map(step -> step.get("step").getAsInt()))
        .containsExactly(1, 2, 3, 4, 5, 6);
  }

  /** A step takes several batches here, and the epochs differ in length. */
  @Test
  void aTrainingMayStopAfterAnyStep() throws IOException {
    SmallTrainSettings settings = settings(17);
    settings.batchTokens = 300;
    settings.gradientAccumulation = 2;
    settings.checkpointSteps = 1;
    TrainRequest whole = trained("whole", settings);
    TrainRequest stopped = whole;
    for (int step = 1; step <= 17; step++) {
      settings.maxSteps = step;
      stopped = trained("stopped", settings);
    }
    assertSame(stopped, whole);
  }

  /** Such a step changes nothing but the number of steps, which AdamW's bias correction takes. */
  @Test
  void aTrainingMayStopAfterAStepWithoutScoredTokens() throws IOException {
    SmallTrainSettings settings = settings(9);
    settings.batchSize = 1;
    settings.masks =
        new MaskSettings(
            Masking.DYNAMIC, 0.05, 0.15, false, Replacement.BERT, Labels.MASKED, false, 42);
    settings.checkpointSteps = 1;
    TrainRequest whole = trained("whole", settings);
    assertThat(losses(whole).subList(0, 8)).contains(0.0).anyMatch(loss -> loss > 0);
    TrainRequest stopped = whole;
    for (int step = 1; step <= 9; step++) {
      settings.maxSteps = step;
      stopped = trained("stopped", settings);
    }
    assertSame(stopped, whole);
  }

  /** On a cluster it would be sent, as in the last step of an epoch, which may have one share. */
  @Test
  void theGradientOfAnOnlyShareIsRoundedToo() throws IOException {
    TrainRequest exact = request("exact", settings(1));
    Training.run(exact, TrainingFolder.NEVER);
    SmallTrainSettings settings = settings(1);
    settings.gradientPrecision = GradientPrecision.BF16;
    TrainRequest rounded = request("rounded", settings);
    Training.run(rounded, TrainingFolder.NEVER);
    assertThat(parameters(rounded)).isNotEqualTo(parameters(exact));
  }

  @Test
  void workersOfOneBatchTrainTheModelOfAsManyBatches() throws IOException {
    SmallTrainSettings settings = settings(8);
    settings.gradientAccumulation = 3;
    TrainRequest whole = trained("whole", settings);
    settings.gradientAccumulation = 1;
    settings.workers = 3;
    assertSame(trained("shared", settings), whole);
  }

  @Test
  void oneWorkerInRoundsTrainsTheModelOfPlainTraining() throws IOException {
    SmallTrainSettings settings = settings(8);
    TrainRequest plain = trained("plain", settings);
    settings.rounds = new Rounds(3, 1, 0);
    assertSame(trained("rounds", settings), plain);
  }

  /** The last round of an epoch is short, and its step has no share for the third worker. */
  @Test
  void aTrainingInRoundsMayStopAfterAnyRound() throws IOException {
    SmallTrainSettings settings = settings(9);
    settings.workers = 3;
    settings.rounds = new Rounds(3, 0.8, 0.9);
    settings.checkpointSteps = 1;
    TrainRequest whole = trained("whole", settings);
    assertThat(steps(whole).get(3).get("epoch").getAsInt()).isEqualTo(1);
    assertThat(steps(whole).get(3).get("sentences").getAsInt()).isLessThanOrEqualTo(32);
    assertThat(steps(whole).get(4).get("epoch").getAsInt()).isEqualTo(2);
    for (int looks = 1; looks < 15; looks++) {
      Training.run(request("stopped", settings), new StopAfterLooks(looks));
    }
    assertSame(trained("stopped", settings), whole);
  }

  @Test
  void aNewModelWithTheFrequenciesOfTheTokensStartsAtTheirLoss() throws IOException {
    SmallTrainSettings settings = settings(1);
    settings.dropout = 0;
    settings.learningRate = 1e-9;
    settings.outputBias = OutputBias.FREQUENCIES;
    TrainRequest request = request("out", settings);
    Training.run(request, TrainingFolder.NEVER);
    double frequencies =
        Objects.requireNonNull(
            JsonFiles.read(
                    request.folder().start(),
                    json -> JsonFiles.GSON.fromJson(json, TrainingStart.class))
                .frequency_loss());
    Double loss = TrainingResults.epochs(request.folder().metrics()).get(0).validation_loss();
    assertThat(loss).isCloseTo(frequencies, withinPercentage(2));
  }

  /** On a GPU the losses of several steps are read at once. */
  @Test
  void lossesThatAreReadInGroupsAreTheSame() throws IOException {
    TrainRequest request = request("out", settings(5));
    Training.run(request, TrainingFolder.NEVER);
    TrainFolder together = new TrainFolder(Files.createDirectory(folder.resolve("grouped")));
    Path grouped = together.metrics();
    TrainSettings settings = request.settings();
    Vocabulary vocabulary = Vocabulary.read(folder.resolve("tokens/vocab.txt"));
    Examples examples =
        Examples.dynamic(
            folder.resolve("tokens/train.safetensors"), new Masker(BERT, vocabulary), 42);
    EpochBoundaries epochs = EpochBoundaries.of(settings, examples);
    TrainingSteps steps = new TrainingSteps(settings, examples, epochs, vocabulary.pad(), 2);
    BertConfig config =
        BertConfig.of(ModelSize.TINY, vocabulary.size(), 512, 0.1, vocabulary.pad());
    try (Bert bert =
            Bert.forTraining(
                config,
                Parameters.random(42, vocabulary.pad()),
                new Optimization(0.01, false, null),
                Accelerator.CPU);
        MetricsLog metrics = MetricsLog.begin(together, null)) {
      LearningRate rate = new LearningRate(Schedule.CONSTANT, 1e-3, 0, 5);
      LocalSteps trainer = new LocalSteps(bert, GradientPrecision.FP32, new DropoutSeeds(42), rate);
      StepLog log = new StepLog(request, trainer, metrics, rate, 5, true);
      for (int step = 1; step <= 5; step++) {
        log.begin();
        TrainingStep trained = steps.step(step);
        long seed = RandomStream.of(42, "dropout", step, 0).nextLong();
        bert.accumulate(trained.batches().get(0), 1.0 / trained.scored(), seed);
        bert.update(1e-3);
        log.add(new Round(List.of(trained)));
        assertThat(Files.size(grouped)).isZero();
      }
      log.flush();
    }
    assertThat(losses(grouped)).isEqualTo(losses(request.folder().metrics()));
  }

  @Test
  void theNotebooksRecipeScoresItsPadding() throws IOException {
    MaskSettings everywhere =
        new MaskSettings(
            Masking.DYNAMIC, 0.15, 0.15, false, Replacement.MASK, Labels.ALL, false, 42);
    trainings.mask("train", everywhere);
    SmallTrainSettings settings = settings(2);
    settings.masks = everywhere;
    settings.redraw = false;
    settings.paddedLength = 100;
    settings.decayEverything = true;
    TrainRequest request = request("out", settings);
    Training.run(request, TrainingFolder.NEVER);
    assertThat(steps(request)).hasSize(2);
    assertThat(steps(request).get(0).get("loss").getAsDouble()).isBetween(3.0, 7.0);
  }

  @Test
  void anEvaluationFillsPromptsAndScoresABaselineOnTheSameTokens() throws IOException {
    TrainRequest early = request("early", settings(3));
    Training.run(early, TrainingFolder.NEVER);
    TrainRequest late = request("late", settings(60));
    Training.run(late, TrainingFolder.NEVER);
    EvaluationReport report = evaluate(late, early.folder().model());
    EvaluationReport own = evaluate(early, null);
    Evaluation figures = Objects.requireNonNull(report.figures());
    Evaluation ownFigures = Objects.requireNonNull(own.figures());
    assertThat(report.fills()).hasSize(1);
    assertThat(report.fills().get(0).words()).hasSize(3);
    assertThat(report.baseline()).isEqualTo(new EvaluationReport.Baseline("baseline", ownFigures));
    assertThat(figures.loss()).isLessThan(ownFigures.loss());
    assertThat(own.baseline()).isNull();
  }

  @Test
  void aBaselineOfAnotherVocabularyIsRefused() throws IOException {
    TrainRequest request = request("out", settings(1));
    Training.run(request, TrainingFolder.NEVER);
    Path other = Files.createDirectory(folder.resolve("other"));
    for (String name : List.of("config.json", "model.safetensors", "vocab.txt")) {
      Files.copy(request.folder().model().resolve(name), other.resolve(name));
    }
    List<String> tokens = Files.readAllLines(other.resolve("vocab.txt"));
    Collections.swap(tokens, tokens.size() - 1, tokens.size() - 2);
    Files.write(other.resolve("vocab.txt"), tokens);
    assertThatThrownBy(() -> evaluate(request, other))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the baseline baseline of <gates> has another vocabulary");
  }

  private EvaluationReport evaluate(TrainRequest trained, @Nullable Path baseline)
      throws IOException {
    Path output = folder.resolve("evaluation.json");
    EvaluateJob.run(
        new EvaluateRequest(
            trained.folder().model(),
            folder.resolve("masked/validation.safetensors"),
            output,
            Labels.MASKED,
            null,
            List.of(new EvaluateRequest.Prompt("犬が3匹、[MASK]にいます。", 3)),
            baseline == null ? null : new EvaluateRequest.Baseline("baseline", baseline),
            TrainingFolder.CPU));
    return EvaluationReport.of(JsonParser.parseString(Files.readString(output)).getAsJsonObject());
  }

  /** Requests the end when the training looks for the request for the last of a number of times. */
  private static final class StopAfterLooks extends StopRequest {
    private int looks;

    StopAfterLooks(int looks) {
      super(() -> {});
      this.looks = looks;
    }

    @Override
    public boolean isRequested() {
      looks--;
      return looks <= 0;
    }

    @Override
    public void check() {
      if (isRequested()) {
        throw new Requested();
      }
    }
  }

  /** Trains to the end. */
  private TrainRequest trained(String name, SmallTrainSettings settings) throws IOException {
    TrainRequest request = request(name, settings);
    Training.run(request, TrainingFolder.NEVER);
    return request;
  }

  private static void assertSame(TrainRequest actual, TrainRequest expected) throws IOException {
    assertThat(parameters(actual)).isEqualTo(parameters(expected));
    assertThat(losses(actual)).isEqualTo(losses(expected));
  }

  private static SmallTrainSettings settings(int steps) {
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.maxSteps = steps;
    return settings;
  }

  private TrainRequest request(String name, SmallTrainSettings settings) throws IOException {
    return trainings.request(name, settings);
  }

  private static Path checkpoint(TrainRequest request, int step) {
    return request.folder().checkpoints().resolve("step-" + step);
  }

  private static byte[] parameters(TrainRequest request) throws IOException {
    return Files.readAllBytes(request.folder().model().resolve("model.safetensors"));
  }

  private static List<Double> losses(TrainRequest request) throws IOException {
    return losses(request.folder().metrics());
  }

  private static List<Double> losses(Path metrics) throws IOException {
    return steps(metrics).stream().map(step -> step.get("loss").getAsDouble()).toList();
  }

  private static List<JsonObject> steps(TrainRequest request) throws IOException {
    return steps(request.folder().metrics());
  }

  private static List<JsonObject> steps(Path metrics) throws IOException {
    try (Stream<String> lines = Files.lines(metrics)) {
      return lines
          .map(line -> JsonParser.parseString(line).getAsJsonObject())
          .filter(line -> line.has("loss"))
          .toList();
    }
  }
}
