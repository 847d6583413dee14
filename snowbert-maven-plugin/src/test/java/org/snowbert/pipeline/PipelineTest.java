package org.snowbert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.Folders;
import org.snowbert.InvalidInputException;
import org.snowbert.ModelZip;
import org.snowbert.Sha256;
import org.snowbert.corpus.SourceCache;
import org.snowbert.training.EvaluationReport;
import org.snowbert.training.Job;

final class PipelineTest implements BuildLog {
  private Path directory;
  private TestSettings settings;
  private Workspace workspace;
  private final FakeJobs jobs = new FakeJobs();
  private final List<String> reasons = new ArrayList<>();

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    directory = temporary;
    settings = new TestSettings(directory.resolve("own.xlsx"));
    workspace = new Workspace(directory.resolve("target"), "own-1.0");
  }

  @Override
  public void info(String line) {
    if (line.contains("runs because")) {
      reasons.add(line);
    }
  }

  @Override
  public void warn(String line) {}

  @Override
  public void debug(String line) {}

  private Pipeline pipeline(Done done) {
    SourceCache cache =
        new SourceCache(
            directory.resolve("cache"),
            true,
            null,
            (source, url, file) -> {
              throw new IOException("no network");
            });
    StepCache kept = new StepCache(null, 0, "", this);
    return new Pipeline(settings.build(), workspace, cache, kept, jobs, this, done);
  }

  /** What a build of its own runs and says. */
  private List<String> build(Step step) throws IOException {
    reasons.clear();
    jobs.done.clear();
    pipeline(new Done()).bring(step);
    return List.copyOf(reasons);
  }

  @Test
  void theFirstBuildRunsEveryStepInOrder() throws IOException {
    assertThat(build(Step.EVALUATE))
        .containsExactly(
            "fetch: runs because it never finished here",
            "tokenize: runs because it never finished here",
            "mask: runs because it never finished here",
            "train: runs because it never finished here",
            "describe: runs because it never finished here",
            "package: runs because it never finished here",
            "evaluate: runs because it never finished here");
    assertThat(jobs.done).containsExactly(Job.TOKENIZE, Job.TRAIN, Job.EVALUATE);
    assertThat(pipeline(new Done()).evaluate().figures().loss()).isEqualTo(2.5);
  }

  @Test
  void theSecondBuildRunsNothing() throws IOException {
    build(Step.EVALUATE);
    assertThat(build(Step.EVALUATE)).isEmpty();
    assertThat(jobs.done).isEmpty();
  }

  @Test
  void aStepBringsOnlyWhatItNeeds() throws IOException {
    build(Step.MASK);
    assertThat(jobs.done).containsExactly(Job.TOKENIZE);
    assertThat(workspace.model()).doesNotExist();
  }

  @Test
  void aChangedParameterRunsItsStepAndThoseThatItChanges() throws IOException {
    build(Step.EVALUATE);
    settings.learningRate = 1e-3;
    assertThat(build(Step.EVALUATE))
        .containsExactly(
            "train: runs because learningRate was 5e-5 and is 0.001",
            "describe: runs because train learningRate was 5e-5 and is 0.001",
            "package: runs because model/model.safetensors changed (and 2 more)",
            "evaluate: runs because own-1.0.zip changed");
  }

  @Test
  void aStepThatMakesTheSameAgainEndsTheChain() throws IOException {
    build(Step.EVALUATE);
    Files.delete(workspace.tokens().resolve("vocab.txt"));
    assertThat(build(Step.EVALUATE))
        .containsExactly("tokenize: runs because tokens/vocab.txt is missing");
  }

  @Test
  void aChangedOutputIsMadeAgain() throws IOException {
    build(Step.EVALUATE);
    Files.writeString(workspace.model().resolve("config.json"), "{ }");
    assertThat(build(Step.EVALUATE))
        .containsExactly("train: runs because model/config.json changed");
  }

  @Test
  void aTouchedOutputIsNotMadeAgain() throws IOException {
    build(Step.EVALUATE);
    Path config = workspace.model().resolve("config.json");
    Files.setLastModifiedTime(config, FileTime.fromMillis(1_000_000));
    assertThat(build(Step.EVALUATE)).isEmpty();
  }

  @Test
  void aLargeFileOfTheSameSizeAndTimeIsNotReadAgain() throws IOException {
    settings.writeWorkbook(4000);
    build(Step.FETCH);
    spoilUnseen(workspace.corpus().resolve("sentences.txt"));
    assertThat(build(Step.FETCH)).isEmpty();
  }

  /** It may hold what decides the rest. */
  @Test
  void aSmallFileOfTheSameSizeAndTimeIsReadAgain() throws IOException {
    build(Step.TRAIN);
    spoilUnseen(workspace.model().resolve("config.json"));
    assertThat(build(Step.TRAIN)).containsExactly("train: runs because model/config.json changed");
  }

  private static void spoilUnseen(Path file) throws IOException {
    FileTime time = Files.getLastModifiedTime(file);
    byte[] content = Files.readAllBytes(file);
    content[0] ^= 1;
    Files.write(file, content);
    Files.setLastModifiedTime(file, time);
  }

  @Test
  void aLocalSourceIsAnInputByItsContent() throws IOException {
    build(Step.FETCH);
    settings.writeWorkbook(41);
    assertThat(build(Step.FETCH)).containsExactly("fetch: runs because source own changed");
  }

  @Test
  void howTheMachineIsUsedIsNotAnInput() throws IOException {
    build(Step.TRAIN);
    settings.checkpointSteps = 7;
    assertThat(build(Step.TRAIN)).isEmpty();
  }

  @Test
  void aStepThatFailedRunsAgainThoughItsOutputsAreThere() throws IOException {
    build(Step.TRAIN);
    settings.learningRate = 1e-3;
    jobs.failing = true;
    assertThatThrownBy(() -> build(Step.TRAIN)).isInstanceOf(IOException.class);
    jobs.failing = false;
    settings.learningRate = 5e-5;
    assertThat(build(Step.TRAIN)).containsExactly("train: runs because it never finished here");
  }

  @Test
  void aDamagedStateCountsAsNone() throws IOException {
    build(Step.FETCH);
    Files.writeString(workspace.state(Step.FETCH), "{\"parameters\": {}}");
    assertThat(build(Step.FETCH)).containsExactly("fetch: runs because it never finished here");
  }

  @Test
  void aGoalWithOtherParametersDoesNotUndoAnEarlierGoalOfTheBuild() throws IOException {
    Done done = new Done();
    pipeline(done).bring(Step.TRAIN);
    settings.learningRate = 1e-3;
    reasons.clear();
    pipeline(done).bring(Step.PACKAGE);
    assertThat(reasons)
        .containsExactly(
            "describe: runs because it never finished here",
            "package: runs because it never finished here");
  }

  @Test
  void aSecondExecutionWithOtherParametersIsRefusedRatherThanGivenTheFirstOnesModel()
      throws IOException {
    Done done = new Done();
    pipeline(done).bring(Step.TRAIN);
    pipeline(done).bring(Step.TRAIN);
    settings.learningRate = 1e-3;
    assertThatThrownBy(() -> pipeline(done).bring(Step.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("learningRate was 5e-5 and is 0.001");
  }

  @Test
  void aStepThatWasCleanedAwayIsDoneAgainInTheSameBuild() throws IOException {
    Done done = new Done();
    pipeline(done).bring(Step.TOKENIZE);
    Folders.delete(workspace.build());
    pipeline(done).bring(Step.TOKENIZE);
    assertThat(workspace.tokens().resolve("vocab.txt")).exists();
  }

  @Test
  void staticMaskingWritesTheTrainingMasksToo() throws IOException {
    build(Step.MASK);
    assertThat(workspace.masked().resolve("train.safetensors")).doesNotExist();
    settings.dynamicMasking = false;
    assertThat(build(Step.MASK))
        .containsExactly("mask: runs because masking was dynamic and is static (and 1 more)");
    assertThat(workspace.masked().resolve("train.safetensors")).exists();
  }

  @Test
  void theVocabularyOfTheModelToStartFromIsUsed() throws IOException {
    build(Step.TOKENIZE);
    Path init = Files.createDirectories(directory.resolve("published"));
    Files.copy(workspace.tokens().resolve("vocab.txt"), init.resolve("vocab.txt"));
    Files.writeString(init.resolve("vocab.txt"), "鯨\n", StandardOpenOption.APPEND);
    Files.writeString(init.resolve("config.json"), "{}");
    Files.writeString(init.resolve("model.safetensors"), "");
    ModelZip.pack(init, directory.resolve("published.zip"), null);
    settings.init = new InitialModel("g:a:1", directory.resolve("published.zip"));
    build(Step.TOKENIZE);
    assertThat(workspace.tokens().resolve("vocab.txt"))
        .hasSameBinaryContentAs(init.resolve("vocab.txt"));
  }

  @Test
  void versionsThatStartFromEachOtherNameTheirParent() throws IOException {
    build(Step.PACKAGE);
    Path first = Files.copy(workspace.zip(), directory.resolve("first.zip"));
    settings.init = new InitialModel("org.example:own:1.0", first);
    settings.version = "1.1";
    build(Step.PACKAGE);
    assertThat(parent()).isEqualTo(parentOf("org.example:own:1.0", Sha256.of(first)));
    assertThat(workspace.card()).content().contains("Trained further from org.example:own:1.0");

    Path second = directory.resolve("second");
    ModelZip.unpack(workspace.zip(), second);
    settings.init = new InitialModel("second", second);
    settings.version = "1.2";
    build(Step.PACKAGE);
    assertThat(parent())
        .isEqualTo(parentOf("second", Sha256.of(second.resolve("model.safetensors"))));
  }

  private JsonObject parent() throws IOException {
    return JsonParser.parseString(Files.readString(workspace.provenance()))
        .getAsJsonObject()
        .getAsJsonObject("parent");
  }

  private static JsonObject parentOf(String name, String sha256) {
    JsonObject parent = new JsonObject();
    parent.addProperty("name", name);
    parent.addProperty("sha256", sha256);
    return parent;
  }

  @Test
  void aVocabularyThatIsNotThereIsNamed() {
    settings.vocabulary = directory.resolve("no.txt");
    assertThatThrownBy(() -> build(Step.TOKENIZE))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("vocabulary", "no.txt");
  }

  @Test
  void whatTheGatesAskIsAnsweredByTheEvaluation() throws IOException {
    build(Step.EVALUATE);
    Gates.Fill fill = new Gates.Fill("[MASK]が落ちる。", List.of("葉"), 3);
    Path published = Files.writeString(directory.resolve("published.zip"), "");
    Gates.Baseline baseline = new Gates.Baseline("g:a:1", published, BigDecimal.ONE);
    settings.gates = new Gates(null, null, null, null, List.of(fill), baseline);
    assertThat(build(Step.EVALUATE))
        .containsExactly(
            "describe: runs because gates was none and is '[MASK]が落ちる。' filled with 葉 within 3, at most 1% worse than g:a:1",
            "package: runs because model/README.md changed (and 1 more)",
            "evaluate: runs because words for '[MASK]が落ちる。' was not set and is 3 (and 3 more)");
    EvaluationReport report = pipeline(new Done()).evaluate();
    assertThat(report.fills().get(0).words().get(0).token()).isEqualTo("葉");
    assertThat(report.baseline()).isNotNull();
    Files.writeString(published, "another");
    assertThat(build(Step.EVALUATE)).containsExactly("evaluate: runs because baseline changed");
  }

  @Test
  void aGateThatNoModelOfTheVocabularyPassesIsRefusedBeforeTraining() throws IOException {
    Gates.Fill fill = new Gates.Fill("[MASK]を読みます。", List.of("雑誌", "手紙"), 3);
    settings.gates = new Gates(null, null, null, null, List.of(fill), null);
    assertThatThrownBy(() -> build(Step.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("the fill '[MASK]を読みます。'", "雑誌 or 手紙", "has none that reads so");
    assertThat(jobs.done).doesNotContain(Job.TRAIN);

    Path folder = new SmallModel(10, 128).write(directory.resolve("published"));
    Gates.Baseline baseline = new Gates.Baseline("published", folder, BigDecimal.ONE);
    settings.gates = new Gates(null, null, null, null, List.of(), baseline);
    assertThatThrownBy(() -> build(Step.TRAIN))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the baseline published of <gates> has another vocabulary");
    assertThat(jobs.done).doesNotContain(Job.TRAIN);
  }

  @Test
  void aBaselineMayBeAFolder() throws IOException {
    Path folder = new SmallModel(10, 128).write(directory.resolve("published"));
    Gates.Baseline baseline = new Gates.Baseline("published", folder, BigDecimal.ONE);
    build(Step.TRAIN);
    settings.gates = new Gates(null, null, null, null, List.of(), baseline);
    build(Step.EVALUATE);
    assertThat(pipeline(new Done()).evaluate().baseline()).isNotNull();
    Files.writeString(folder.resolve("vocab.txt"), "語");
    assertThat(build(Step.EVALUATE))
        .containsExactly("evaluate: runs because baseline vocab.txt changed");
  }

  @Test
  void aGateThatTheEvaluationOfThisBuildWasNotAskedIsRefused() throws IOException {
    Done done = new Done();
    pipeline(done).bring(Step.EVALUATE);
    Gates.Fill fill = new Gates.Fill("[MASK]が落ちる。", List.of("葉"), 3);
    settings.gates = new Gates(null, null, null, null, List.of(fill), null);
    assertThatThrownBy(() -> pipeline(done).evaluate())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("words for '[MASK]が落ちる。' was not set and is 3");
  }

  @Test
  void theProvenanceNamesNoPathOfTheMachine() throws IOException {
    build(Step.DESCRIBE);
    assertThat(workspace.provenance())
        .content()
        .contains("\"learningRate\": \"5e-5\"", "own.xlsx")
        .doesNotContain(directory.toString());
  }

  @Test
  void theProvenanceSaysWhatWasUsed() throws IOException {
    settings.license = "CC0-1.0";
    settings.gates = new Gates(2.6, null, null, null, List.of(), null);
    build(Step.DESCRIBE);
    JsonObject json =
        JsonParser.parseString(Files.readString(workspace.provenance())).getAsJsonObject();
    JsonObject project = json.getAsJsonObject("project");
    assertThat(project.getAsJsonObject("revision").toString())
        .isEqualTo("{\"commit\":\"4289955\",\"dirty\":false}");
    JsonObject source =
        json.getAsJsonObject("corpus").getAsJsonArray("sources").get(0).getAsJsonObject();
    assertThat(source.get("license").getAsString()).isEqualTo("CC0-1.0");
    assertThat(source.get("sha256").getAsString()).isEqualTo(Sha256.of(settings.workbook));
    assertThat(json.getAsJsonObject("tokens").get("trainSentences").getAsInt()).isPositive();
    JsonObject used =
        json.getAsJsonObject("steps").getAsJsonObject("train").getAsJsonObject("parameters");
    assertThat(used.get("threads").getAsString()).isEqualTo("2");
    assertThat(json.get("platform").getAsString()).isEqualTo("linux-x86_64");
    assertThat(json.get("gates").toString()).isEqualTo("[\"maxLoss 2.6\"]");
    assertThat(json.getAsJsonObject("metrics").getAsJsonArray("epochs")).hasSize(1);
    assertThat(json.has("parent")).isFalse();
  }

  @Test
  void anotherVersionOrCommitDescribesAnewAndDoesNotTrain() throws IOException {
    build(Step.PACKAGE);
    settings.version = "1.1";
    settings.revision = new Project.Revision("9eaf92a", true);
    assertThat(build(Step.PACKAGE))
        .containsExactly(
            "describe: runs because project was org.example:own:1.0 and is org.example:own:1.1 (and 1 more)",
            "package: runs because model/README.md changed (and 1 more)");
    assertThat(jobs.done).isEmpty();
    assertThat(workspace.card())
        .content()
        .contains("`org.example:own:1.1`", "`9eaf92a`, with changes that are not in it");
  }

  @Test
  void aCardThatWasDeletedIsWrittenAgainWithoutTraining() throws IOException {
    build(Step.PACKAGE);
    Files.delete(workspace.card());
    assertThat(build(Step.PACKAGE))
        .containsExactly("describe: runs because model/README.md is missing");
  }

  @Test
  void timesAndTheMachineStandBesideTheZip() throws IOException {
    build(Step.PACKAGE);
    String file = Files.readString(directory.resolve("target/run.json"));
    JsonObject runs = JsonParser.parseString(file).getAsJsonObject();
    assertThat(runs.keySet())
        .containsExactly("fetch", "tokenize", "mask", "train", "describe", "package");
    JsonObject train = runs.getAsJsonObject("train");
    assertThat(train.get("sentences_per_second").getAsInt()).isEqualTo(15);
    assertThat(train.get("tokens_per_second").getAsInt()).isEqualTo(150);
    assertThat(train.get("seconds").getAsDouble()).isNotNegative();
    JsonObject machine = train.getAsJsonObject("machine");
    assertThat(machine.get("cores").getAsInt())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(machine.get("memory_bytes").getAsLong()).isPositive();
    assertThat(machine.get("cpu").getAsString()).isNotBlank();
    build(Step.PACKAGE);
    assertThat(directory.resolve("target/run.json")).hasContent(file);
  }
}
