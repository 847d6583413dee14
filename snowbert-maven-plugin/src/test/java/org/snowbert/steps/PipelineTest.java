package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.internal.Folders;
import org.snowbert.internal.ModelZip;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;

final class PipelineTest {
  private SmallProject project;
  private TestSettings settings;
  private Layout layout;
  private FakeJobs jobs;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
    settings = project.settings;
    layout = project.layout;
    jobs = project.jobs;
  }

  @Test
  void theFirstBuildRunsEveryStepInOrder() throws IOException {
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly(
            "fetch: runs because it never finished here",
            "tokenize: runs because it never finished here",
            "mask: runs because it never finished here",
            "train: runs because it never finished here",
            "describe: runs because it never finished here",
            "package: runs because it never finished here",
            "evaluate: runs because it never finished here");
    assertThat(jobs.done).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
    EvaluationReport report = project.pipeline(new StepsDoneInThisBuild()).evaluate();
    assertThat(Objects.requireNonNull(report.figures()).loss()).isEqualTo(2.5);
  }

  @Test
  void theSecondBuildRunsNothing() throws IOException {
    project.build(StepName.EVALUATE);
    assertThat(project.build(StepName.EVALUATE)).isEmpty();
    assertThat(jobs.done).isEmpty();
  }

  @Test
  void aStepRunsOnlyTheStepsThatItNeeds() throws IOException {
    project.build(StepName.MASK);
    assertThat(jobs.done).containsExactly(Job.TOKENIZE);
    assertThat(layout.model()).doesNotExist();
  }

  @Test
  void aChangedParameterRunsItsStepAndTheStepsWhoseInputsChange() throws IOException {
    project.build(StepName.EVALUATE);
    settings.learningRate = 1e-3;
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly(
            "train: runs because learningRate was 5e-5 and is 0.001",
            "describe: runs because train learningRate was 5e-5 and is 0.001",
            "package: runs because model/model.safetensors changed (and 2 more)",
            "evaluate: runs because own-1.0.zip changed");
  }

  @Test
  void aStepWithTheSameResultEndsTheChain() throws IOException {
    project.build(StepName.EVALUATE);
    Files.delete(layout.tokens().vocabulary());
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly("tokenize: runs because tokens/vocab.txt is missing");
  }

  @Test
  void aChangedOutputIsMadeAgain() throws IOException {
    project.build(StepName.EVALUATE);
    Files.writeString(layout.model().resolve("config.json"), "{ }");
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly("train: runs because model/config.json changed");
  }

  /** Editors and file managers leave such files. */
  @Test
  void aStrayFileIsNoOutput() throws IOException {
    project.build(StepName.EVALUATE);
    byte[] zip = Files.readAllBytes(layout.zip());
    Files.writeString(layout.tokens().path().resolve(".DS_Store"), "stray");
    Files.writeString(layout.model().resolve(".DS_Store"), "stray");
    assertThat(project.build(StepName.EVALUATE)).isEmpty();
    assertThat(project.build(StepName.EVALUATE)).isEmpty();
    Files.delete(layout.zip());
    assertThat(project.build(StepName.PACKAGE))
        .containsExactly("package: runs because own-1.0.zip is missing");
    assertThat(layout.zip()).hasBinaryContent(zip);
  }

  @Test
  void aTouchedOutputIsNotMadeAgain() throws IOException {
    project.build(StepName.EVALUATE);
    Path config = layout.model().resolve("config.json");
    Files.setLastModifiedTime(config, FileTime.fromMillis(1_000_000));
    assertThat(project.build(StepName.EVALUATE)).isEmpty();
  }

  /** This happens when somebody corrects a clock that was ahead by a day. */
  @Test
  void aClockThatGoesBackWithinABuildChangesNothing() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.TRAIN);
    FileTime tomorrow = FileTime.from(Instant.now().plus(Duration.ofDays(1)));
    for (Path file : Folders.files(layout.build())) {
      Files.setLastModifiedTime(file, tomorrow);
    }
    project.pipeline(done).bring(StepName.EVALUATE);
    assertThat(jobs.done).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
    assertThat(project.build(StepName.EVALUATE)).isEmpty();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // which tells no time of change
  void aLargeFileOfTheSameSizeAndTimeIsReadAgainIfItWasChanged() throws IOException {
    settings.writeWorkbook(4000);
    project.build(StepName.FETCH);
    damageWithoutTrace(layout.corpus().resolve("sentences.txt"));
    assertThat(project.build(StepName.FETCH)).isNotEmpty();
  }

  /** A small file may hold settings. */
  @Test
  void aSmallFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
    project.build(StepName.TRAIN);
    damageWithoutTrace(layout.model().resolve("config.json"));
    assertThat(project.build(StepName.TRAIN))
        .containsExactly("train: runs because model/config.json changed");
  }

  private static void damageWithoutTrace(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[0] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void theContentOfALocalSourceIsAnInput() throws IOException {
    project.build(StepName.FETCH);
    settings.writeWorkbook(41);
    assertThat(project.build(StepName.FETCH))
        .containsExactly("fetch: runs because source own changed");
  }

  @Test
  void theTimesOfCheckpointsAreNotAnInput() throws IOException {
    project.build(StepName.TRAIN);
    settings.checkpointSteps = 7;
    assertThat(project.build(StepName.TRAIN)).isEmpty();
  }

  @Test
  void aStepThatFailedRunsAgainThoughItsFilesExist() throws IOException {
    project.build(StepName.TRAIN);
    settings.learningRate = 1e-3;
    jobs.failing = true;
    assertThatThrownBy(() -> project.build(StepName.TRAIN)).isInstanceOf(IOException.class);
    jobs.failing = false;
    settings.learningRate = 5e-5;
    assertThat(project.build(StepName.TRAIN))
        .containsExactly("train: runs because it never finished here");
  }

  @Test
  void aDamagedRecordCountsAsMissing() throws IOException {
    project.build(StepName.FETCH);
    Files.writeString(layout.records().resolve("fetch.json"), "{\"parameters\": {}}");
    assertThat(project.build(StepName.FETCH))
        .containsExactly("fetch: runs because it never finished here");
  }

  @Test
  void aGoalWithOtherParametersDoesNotUndoAnEarlierGoalOfTheBuild() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.TRAIN);
    settings.learningRate = 1e-3;
    project.log.infos.clear();
    project.pipeline(done).bring(StepName.PACKAGE);
    assertThat(project.reasons())
        .containsExactly(
            "describe: runs because it never finished here",
            "package: runs because it never finished here");
  }

  @Test
  void aZipThatAnotherPluginReplacedIsRefused() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.PACKAGE);
    Files.writeString(layout.zip(), "an assembly");
    assertThatThrownBy(() -> project.pipeline(done).bring(StepName.EVALUATE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith(layout.zip() + " is no longer the file that package wrote")
        .hasMessageContaining("<classifier>");
  }

  @Test
  void aStepWhoseFilesWereCleanedRunsAgainInTheSameBuild() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.TOKENIZE);
    Folders.delete(layout.build());
    project.pipeline(done).bring(StepName.TOKENIZE);
    assertThat(layout.tokens().vocabulary()).exists();
  }

  @Test
  void staticMaskingAlsoWritesTheTrainingMasks() throws IOException {
    project.build(StepName.MASK);
    assertThat(layout.masked().train()).doesNotExist();
    settings.dynamicMasking = false;
    assertThat(project.build(StepName.MASK))
        .containsExactly("mask: runs because masking was dynamic and is static (and 1 more)");
    assertThat(layout.masked().train()).exists();
  }

  @Test
  void theVocabularyOfTheModelToStartFromIsUsed() throws IOException {
    project.build(StepName.TOKENIZE);
    Path init = Files.createDirectories(project.folder.resolve("published"));
    Files.copy(layout.tokens().vocabulary(), init.resolve("vocab.txt"));
    Files.writeString(init.resolve("vocab.txt"), "鯨\n", StandardOpenOption.APPEND);
    Files.writeString(init.resolve("config.json"), "{}");
    Files.writeString(init.resolve("model.safetensors"), "");
    ModelZip.pack(init, project.folder.resolve("published.zip"), null);
    settings.init = new InitialModel("g:a:1", project.folder.resolve("published.zip"));
    project.build(StepName.TOKENIZE);
    assertThat(layout.tokens().vocabulary()).hasSameBinaryContentAs(init.resolve("vocab.txt"));
  }

  @Test
  void aMissingVocabularyIsNamed() {
    settings.vocabulary = project.folder.resolve("no.txt");
    assertThatThrownBy(() -> project.build(StepName.TOKENIZE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("vocabulary", "no.txt");
  }

  @Test
  void theEvaluationAnswersTheQuestionsOfTheGates() throws IOException {
    project.build(StepName.EVALUATE);
    Gates.Fill fill = new Gates.Fill("[MASK]が落ちる。", List.of("葉"), 3);
    Path published = Files.writeString(project.folder.resolve("published.zip"), "");
    Gates.Baseline baseline = new Gates.Baseline("g:a:1", published, BigDecimal.ONE);
    settings.gates = new Gates(null, null, null, null, List.of(fill), baseline);
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly(
            "describe: runs because gates was none and is '[MASK]が落ちる。' filled with 葉 within 3, at most 1% worse than g:a:1",
            "package: runs because model/README.md changed (and 1 more)",
            "evaluate: runs because words for '[MASK]が落ちる。' was not set and is 3 (and 3 more)");
    EvaluationReport report = project.pipeline(new StepsDoneInThisBuild()).evaluate();
    assertThat(report.fills().get(0).words().get(0).token()).isEqualTo("葉");
    assertThat(report.baseline()).isNotNull();
    Files.writeString(published, "another");
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly("evaluate: runs because baseline changed");
  }

  @Test
  void aGateThatNoModelWithTheVocabularyPassesIsRefusedBeforeTraining() throws IOException {
    Gates.Fill fill = new Gates.Fill("[MASK]を読みます。", List.of("雑誌", "手紙"), 3);
    settings.gates = new Gates(null, null, null, null, List.of(fill), null);
    assertThatThrownBy(() -> project.build(StepName.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("the fill '[MASK]を読みます。'", "雑誌 or 手紙", "has no such token");
    assertThat(jobs.done).doesNotContain(Job.TRAIN);

    Path folder = new SmallModel(10, 128).write(project.folder.resolve("published"));
    Gates.Baseline baseline = new Gates.Baseline("published", folder, BigDecimal.ONE);
    settings.gates = new Gates(null, null, null, null, List.of(), baseline);
    assertThatThrownBy(() -> project.build(StepName.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the baseline published of <gates> has another vocabulary");
    assertThat(jobs.done).doesNotContain(Job.TRAIN);
  }

  @Test
  void aBaselineMayBeAFolder() throws IOException {
    Path folder = new SmallModel(10, 128).write(project.folder.resolve("published"));
    Gates.Baseline baseline = new Gates.Baseline("published", folder, BigDecimal.ONE);
    project.build(StepName.TRAIN);
    settings.gates = new Gates(null, null, null, null, List.of(), baseline);
    project.build(StepName.EVALUATE);
    assertThat(project.pipeline(new StepsDoneInThisBuild()).evaluate().baseline()).isNotNull();
    Files.writeString(folder.resolve("vocab.txt"), "語");
    assertThat(project.build(StepName.EVALUATE))
        .containsExactly("evaluate: runs because baseline vocab.txt changed");
  }
}
