package org.snowbert.steps.asking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.internal.ModelZip;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.Layout;
import org.snowbert.steps.FakeJobs;
import org.snowbert.steps.SmallModel;
import org.snowbert.steps.SmallProject;
import org.snowbert.steps.TestSettings;
import org.snowbert.steps.card.ProvenanceDiff;
import org.snowbert.text.TokenizerConfig;
import org.snowbert.text.TokenizerFolder;
import org.snowbert.text.Vocabulary;

@Timeout(300) // a lock that is never released would stop the test
final class ModelQueriesTest {
  private Path directory;
  private TestSettings settings;
  private Layout layout;
  private FakeJobs jobs;
  private SmallProject project;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    directory = temporary;
    project = new SmallProject(directory);
    settings = project.settings;
    layout = project.layout;
    jobs = project.jobs;
  }

  private ModelQueries questions() {
    return new ModelQueries(
        new FinishedModel(layout, "mvn verify"),
        new JobDispatcher(layout, jobs),
        settings.build().train().hardware(),
        project.log);
  }

  private void train() throws IOException {
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.EVALUATE);
    jobs.done.clear();
  }

  private NamedModel other() throws IOException {
    Path folder = new SmallModel(10, 512).write(directory.resolve("other"));
    return new NamedModel("snowbert.from", "other", folder);
  }

  @Test
  void aPromptIsForTheModelThatIsThere() throws IOException {
    train();
    settings.learningRate = 1e-3;
    try (MaskFiller model = questions().fillMasks(null, 1)) {
      assertThat(model.fill("[MASK]が落ちる。").masks().get(0).get(0).token()).isEqualTo("葉");
    }
    assertThat(jobs.done).containsExactly(Job.FILL_MASK);
  }

  @Test
  void withoutAModelTheQuestionNamesTheCommandThatMakesOneAndWritesNothing() {
    assertThatThrownBy(() -> questions().fillMasks(null, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "there is no trained model in %s: make one with mvn verify".formatted(layout.root()));
    assertThat(layout.build()).doesNotExist();
  }

  @Test
  void aModelWhoseTrainingBeganAnewIsNotThere() throws IOException {
    train();
    Files.delete(layout.records().resolve("train.json"));
    assertThatThrownBy(() -> questions().fillMasks(null, 1))
        .hasMessageStartingWith("there is no trained model in ");
  }

  @Test
  void aModelIsAnalysedByTheSplitThatMadeIt() throws IOException {
    train();
    questions().analyze();
    assertThat(jobs.done).containsExactly(Job.ANALYZE);
    assertThat(Files.readString(layout.request(Job.ANALYZE).path()))
        .contains("\"seed\":42")
        .contains("\"validationFraction\":0.25");
  }

  @Test
  void theEvaluationOfAnotherModelIsNotReported() throws IOException {
    train();
    settings.learningRate = 1e-3;
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.PACKAGE);
    assertThatThrownBy(() -> questions().analyze())
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the model in %s has no evaluation".formatted(layout.root()));
  }

  @Test
  void aModelThatIsNamedIsAskedWithoutTraining() throws IOException {
    try (MaskFiller model = questions().fillMasks(other(), 1)) {
      assertThat(model.fill("[MASK]が落ちる。").masks()).hasSize(1);
    }
    assertThat(jobs.done).containsExactly(Job.FILL_MASK);
    assertThat(Files.readString(layout.request(Job.FILL_MASK).path()))
        .contains(directory.resolve("other").toString());
  }

  @Test
  void oneModelAnswersAllLinesAndAMistakeEndsNothing() throws IOException {
    try (MaskFiller model = questions().fillMasks(other(), 1)) {
      assertThat(model.ask("葉が落ちる。").mistake()).isEqualTo("no mask");
      assertThat(model.ask("[MASK]が落ちる。").answer()).isNotNull();
      assertThatThrownBy(() -> model.fill("葉"))
          .isInstanceOf(InvalidInputException.class)
          .hasMessage("no mask");
      assertThat(jobs.conversations).isEqualTo(1);
    }
    assertThat(jobs.done).hasSize(1);
    assertThat(jobs.conversations).isZero();
    questions().fillMasks(other(), 1).close(); // the lock is free again
  }

  @Test
  void aFolderWithoutAModelIsRefusedBeforeAJvmStarts() throws IOException {
    NamedModel model = new NamedModel("snowbert.from", "empty", directory.resolve("empty"));
    Files.createDirectories(model.path());
    assertThatThrownBy(() -> questions().fillMasks(model, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "snowbert.from is %s, which has no config.json: name the folder or the zip of a trained model"
                .formatted(model.path()));
    assertThat(jobs.done).isEmpty();
  }

  @Test
  void theCorpusIsEmbeddedWithoutTrainingWhereAModelIsNamed() throws IOException {
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.FETCH);
    Path output = directory.resolve("new/vectors.safetensors");
    questions().embed(other(), null, output, null, 1);
    assertThat(jobs.done).containsExactly(Job.EMBED);
    assertThat(output).hasContent("other");
  }

  @Test
  void aCorpusThatNoBuildFetchedIsNotEmbedded() throws IOException {
    NamedModel other = other();
    assertThatThrownBy(
            () -> questions().embed(other, null, directory.resolve("vectors.csv"), null, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("there is no corpus in " + layout.root());
    assertThat(layout.corpus()).doesNotExist();
  }

  @Test
  void aFileIsEmbeddedByThisProjectsModel() throws IOException {
    train();
    Path sentences = Files.writeString(directory.resolve("own.txt"), "葉が落ちる。");
    questions().embed(null, sentences, directory.resolve("vectors.csv"), null, 1);
    assertThat(jobs.done).containsExactly(Job.EMBED);
    assertThat(directory.resolve("vectors.csv"))
        .hasContent(settings.build().project().coordinates());
  }

  @Test
  void anAbsentFileIsRefusedBeforeTraining() {
    Path absent = directory.resolve("absent.txt");
    assertThatThrownBy(
            () -> questions().embed(null, absent, directory.resolve("vectors.csv"), null, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert.input is " + absent);
    assertThat(jobs.done).isEmpty();
  }

  /** A model with this project's vocabulary, whose training had another learning rate. */
  private NamedModel earlier() throws IOException {
    settings.learningRate = 1e-3;
    train();
    List<String> vocabulary = Files.readAllLines(layout.tokens().vocabulary());
    SmallModel model = new SmallModel(vocabulary.size() - 5, 512);
    model.vocabulary = vocabulary;
    Path folder = model.write(directory.resolve("earlier"));
    Files.copy(layout.provenance(), folder.resolve("training.json"));
    Path zip = directory.resolve("earlier.zip");
    ModelZip.pack(folder, zip, null);
    settings.learningRate = 5e-5;
    return new NamedModel("snowbert.with", "earlier", zip);
  }

  @Test
  void modelsOfTheSameTokensAreScoredTogether() throws IOException {
    NamedModel earlier = earlier();
    train();
    Comparison comparison = questions().compare(null, earlier, List.of("[MASK]が落ちる。", "葉"), 1);
    assertThat(jobs.done).containsExactly(Job.EVALUATE, Job.FILL_MASK, Job.FILL_MASK);
    assertThat(comparison.first().figures()).isNotNull();
    assertThat(comparison.second().figures()).isNotNull();
    assertThat(comparison.first().answers().get(0).answer()).isNotNull();
    assertThat(comparison.second().answers().get(1).mistake()).isEqualTo("no mask");
    assertThat(comparison.provenance())
        .containsExactly(new ProvenanceDiff.Difference("learningRate", "5e-5", "0.001"));
    assertThat(jobs.conversations).isZero();
  }

  @Test
  void aModelOfOtherTokensIsNotScored() throws IOException {
    train();
    Comparison comparison = questions().compare(null, other(), List.of(), 1);
    assertThat(jobs.done).containsExactly(Job.EVALUATE);
    assertThat(comparison.first().figures()).isNotNull();
    assertThat(comparison.second().figures()).isNull();
    assertThat(comparison.first().traced()).isTrue();
    assertThat(comparison.second().traced()).isFalse();
    assertThat(comparison.provenance()).isEmpty();
  }

  @Test
  void withoutValidationSentencesNothingIsScored() throws IOException {
    settings.validationFraction = 0;
    NamedModel earlier = earlier();
    train();
    Comparison comparison = questions().compare(null, earlier, List.of("[MASK]が落ちる。"), 1);
    assertThat(jobs.done).containsExactly(Job.FILL_MASK, Job.FILL_MASK);
    assertThat(comparison.scored()).isFalse();
    assertThat(comparison.first().figures()).isNull();
  }

  @Test
  void withoutTokensNothingIsFetchedOrScored() throws IOException {
    Comparison comparison = questions().compare(other(), other(), List.of(), 1);
    assertThat(jobs.done).isEmpty();
    assertThat(comparison.scored()).isFalse();
    assertThat(layout.corpus()).doesNotExist();
  }

  /** A checkpoint as a training leaves it, in the folder of that training's project. */
  private NamedModel checkpoint() throws IOException {
    Path root = directory.resolve("elsewhere");
    Path folder = root.resolve("checkpoints/step-7");
    new SmallModel(10, 16).write(folder);
    TokenizerFolder.write(
        Vocabulary.read(folder.resolve("vocab.txt")),
        Files.createDirectories(root.resolve("tokens")));
    Files.delete(folder.resolve("vocab.txt"));
    Files.delete(folder.resolve("tokenizer_config.json"));
    JsonObject files = new JsonObject();
    for (String file :
        List.of("model.safetensors", "optimizer.safetensors", "metrics.jsonl", "config.json")) {
      files.add(file, new JsonObject());
    }
    JsonObject manifest = new JsonObject();
    manifest.addProperty("step", 7);
    manifest.addProperty("steps", 9);
    manifest.add("training", new JsonObject());
    manifest.add("files", files);
    Files.writeString(folder.resolve("checkpoint.json"), manifest.toString());
    return new NamedModel("snowbert.from", "step-7", folder);
  }

  @Test
  void aCheckpointIsAskedWithTheTokenizerOfItsTraining() throws IOException {
    questions().fillMasks(checkpoint(), 1).close();
    Path model = layout.jobs().resolve("snowbert.from");
    assertThat(Files.readString(layout.request(Job.FILL_MASK).path())).contains(model.toString());
    assertThat(model.resolve("vocab.txt")).content().contains("語9");
    assertThat(TokenizerConfig.read(model)).isEqualTo(TokenizerConfig.JAPANESE);
    assertThat(
            Files.isSameFile(
                model.resolve("model.safetensors"),
                directory.resolve("elsewhere/checkpoints/step-7/model.safetensors")))
        .isTrue();
  }

  @Test
  void aCheckpointWithoutItsTokenizerIsRefused() throws IOException {
    NamedModel checkpoint = checkpoint();
    Files.delete(directory.resolve("elsewhere/tokens/vocab.txt"));
    assertThatThrownBy(() -> questions().fillMasks(checkpoint, 1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("a checkpoint whose tokenizer ")
        .hasMessageContaining("is missing: name the folder");
  }
}
