package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.StepName;
import org.snowbert.internal.ModelZip;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Project;

/** The model card, the provenance and {@code run.json}. */
final class DescribeTest {
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
  void aVersionThatStartsFromAnotherNamesItsParent() throws IOException {
    project.build(StepName.PACKAGE);
    Path first = Files.copy(layout.zip(), project.folder.resolve("first.zip"));
    settings.init = new InitialModel("org.example:own:1.0", first);
    settings.version = "1.1";
    project.build(StepName.PACKAGE);
    assertThat(parent()).isEqualTo(parentOf("org.example:own:1.0", Sha256.of(first)));
    assertThat(layout.card()).content().contains("Trained further from org.example:own:1.0");

    Path second = project.folder.resolve("second");
    ModelZip.unpack(layout.zip(), second);
    settings.init = new InitialModel("second", second);
    settings.version = "1.2";
    project.build(StepName.PACKAGE);
    assertThat(parent())
        .isEqualTo(parentOf("second", Sha256.of(second.resolve("model.safetensors"))));
  }

  private JsonObject parent() throws IOException {
    return JsonParser.parseString(Files.readString(layout.provenance()))
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
  void theProvenanceNamesNoPathOfTheMachine() throws IOException {
    project.build(StepName.DESCRIBE);
    assertThat(layout.provenance())
        .content()
        .contains("\"learningRate\": \"5e-5\"", "own.xlsx")
        .doesNotContain(project.folder.toString());
  }

  @Test
  void theProvenanceNamesTheSettingsAndTheCorpus() throws IOException {
    settings.license = "CC0-1.0";
    settings.gates = new Gates(2.6, null, null, null, List.of(), null);
    project.build(StepName.DESCRIBE);
    JsonObject json =
        JsonParser.parseString(Files.readString(layout.provenance())).getAsJsonObject();
    JsonObject project = json.getAsJsonObject("project");
    assertThat(project.getAsJsonObject("revision").toString())
        .isEqualTo("{\"commit\":\"4289955\",\"dirty\":false}");
    JsonObject source =
        json.getAsJsonObject("corpus").getAsJsonArray("sources").get(0).getAsJsonObject();
    assertThat(source.get("license").getAsString()).isEqualTo("CC0-1.0");
    assertThat(source.get("sha256").getAsString()).isEqualTo(Sha256.of(settings.workbook));
    assertThat(json.getAsJsonObject("tokens").get("trainSentences").getAsInt()).isPositive();
    JsonObject parameters =
        json.getAsJsonObject("steps").getAsJsonObject("train").getAsJsonObject("parameters");
    assertThat(parameters.get("threads").getAsString()).isEqualTo("2");
    assertThat(json.get("platform").getAsString()).isEqualTo("linux-x86_64");
    assertThat(json.get("gates").toString()).isEqualTo("[\"maxLoss 2.6\"]");
    assertThat(json.getAsJsonObject("metrics").getAsJsonArray("epochs")).hasSize(1);
    assertThat(json.has("parent")).isFalse();
  }

  @Test
  void anotherVersionOrCommitIsDescribedWithoutTraining() throws IOException {
    project.build(StepName.PACKAGE);
    settings.version = "1.1";
    settings.revision = new Project.Revision("9eaf92a", true);
    assertThat(project.build(StepName.PACKAGE))
        .containsExactly(
            "describe: runs because project was org.example:own:1.0 and is org.example:own:1.1 (and 1 more)",
            "package: runs because model/README.md changed (and 1 more)");
    assertThat(jobs.done).isEmpty();
    assertThat(layout.card())
        .content()
        .contains("`org.example:own:1.1`", "`9eaf92a`, with changes that are not in it");
  }

  @Test
  void aCardThatWasDeletedIsWrittenAgainWithoutTraining() throws IOException {
    project.build(StepName.PACKAGE);
    Files.delete(layout.card());
    assertThat(project.build(StepName.PACKAGE))
        .containsExactly("describe: runs because model/README.md is missing");
  }

  @Test
  void timesAndTheMachineAreInAFileBesideTheZip() throws IOException {
    project.build(StepName.PACKAGE);
    String file = Files.readString(project.folder.resolve("target/run.json"));
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
    project.build(StepName.PACKAGE);
    assertThat(project.folder.resolve("target/run.json")).hasContent(file);
  }
}
