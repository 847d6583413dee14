package org.snowbert.worker.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.JsonFiles;
import org.snowbert.jobs.AnalyzeRequest;
import org.snowbert.jobs.EvaluateRequest;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.jobs.results.Analysis;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Labels;
import org.snowbert.settings.SmallTrainSettings;
import org.snowbert.tokens.TokenFile;
import org.snowbert.worker.training.Training;
import org.snowbert.worker.training.TrainingFolder;

@SuppressWarnings("NullAway.Init") // the fields are set before all tests
final class AnalyzeJobTest {
  private static Path folder;
  private static Evaluation evaluation;
  private static Analysis analysis;

  @BeforeAll
  static void train(@TempDir Path shared) throws IOException {
    folder = shared;
    TrainingFolder trainings = TrainingFolder.make(folder);
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.maxSteps = 30;
    TrainRequest training = trainings.request("out", settings);
    Training.run(training, TrainingFolder.NEVER);
    Path report = folder.resolve("evaluation.json");
    EvaluateJob.run(
        new EvaluateRequest(
            training.folder().model(),
            masked(),
            report,
            Labels.MASKED,
            null,
            List.of(),
            null,
            TrainingFolder.CPU));
    evaluation = Objects.requireNonNull(JsonFiles.read(report, EvaluationReport::of).figures());
    AnalyzeJob.run(request(42, training.folder().model()));
    analysis =
        JsonFiles.read(
            folder.resolve("analysis.json"), json -> JsonFiles.GSON.fromJson(json, Analysis.class));
  }

  private static Path masked() {
    return folder.resolve("masked").resolve("validation.safetensors");
  }

  private static AnalyzeRequest request(long seed, Path model) {
    return new AnalyzeRequest(
        model,
        folder.resolve("sentences.txt"),
        folder.resolve("tokens").resolve("train.safetensors"),
        masked(),
        seed,
        0.2,
        folder.resolve("analysis.json"),
        TrainingFolder.CPU);
  }

  /** The engine computes the evaluation, and Java the groups. Both give the same figures. */
  @Test
  void theGroupsAddUpToTheEvaluation() {
    assertAddUp(analysis.byWordClass());
    assertAddUp(analysis.byFrequency());
  }

  private static void assertAddUp(List<Analysis.Group> groups) {
    assertThat(groups).hasSizeGreaterThan(2);
    assertThat(groups.stream().mapToLong(Analysis.Group::tokens).sum())
        .isEqualTo(evaluation.tokens());
    assertThat(mean(groups, Analysis.Group::loss)).isCloseTo(evaluation.loss(), within(1e-5));
    assertThat(mean(groups, Analysis.Group::top1)).isCloseTo(evaluation.top1(), within(1e-9));
    assertThat(mean(groups, Analysis.Group::top5)).isCloseTo(evaluation.top5(), within(1e-9));
  }

  private static double mean(List<Analysis.Group> groups, ToDoubleFunction<Analysis.Group> figure) {
    double sum = 0;
    for (Analysis.Group group : groups) {
      sum += group.tokens() * figure.applyAsDouble(group);
    }
    return sum / evaluation.tokens();
  }

  /** The sentences have a noun or a number, a particle, a verb, an auxiliary and signs. */
  @Test
  void wordsHaveTheirClass() {
    assertThat(analysis.byWordClass())
        .extracting(Analysis.Group::name)
        .contains("名詞", "助詞", "動詞", "助動詞", "記号")
        .doesNotContain("");
  }

  @Test
  void everySentenceHasItsLength() throws IOException {
    TokenFile train = TokenFile.open(folder.resolve("tokens").resolve("train.safetensors"));
    TokenFile validation =
        TokenFile.open(folder.resolve("tokens").resolve("validation.safetensors"));
    long tokens = 0;
    for (int length = 0; length < analysis.lengths().size(); length++) {
      tokens += (long) length * analysis.lengths().get(length);
    }
    assertThat(analysis.lengths().stream().mapToInt(Integer::intValue).sum()).isEqualTo(200);
    assertThat(tokens).isEqualTo(train.tokens() + validation.tokens());
    assertThat(analysis.words().pieces())
        .isEqualTo(validation.tokens() - 2L * validation.sentences());
    assertThat(analysis.words().whole()).isPositive().isLessThanOrEqualTo(analysis.words().words());
  }

  @Test
  void samplesAreHeldOutSentencesWithOneMaskedWord() throws IOException {
    List<String> sentences = Files.readAllLines(folder.resolve("sentences.txt"));
    assertThat(analysis.samples())
        .hasSize(20)
        .allSatisfy(
            sample -> {
              assertThat(sentences).contains(sample.text().replace("[MASK]", sample.word()));
              assertThat(sample.candidates()).hasSize(5);
            });
  }

  @Test
  void anotherCorpusIsRefused() {
    assertThatThrownBy(() -> AnalyzeJob.run(request(43, folder.resolve("out").resolve("model"))))
        .isInstanceOf(IOException.class)
        .hasMessageEndingWith(": build again");
  }
}
