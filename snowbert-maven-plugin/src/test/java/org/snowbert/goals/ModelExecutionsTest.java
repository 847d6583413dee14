package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.maven.model.Plugin;
import org.apache.maven.model.PluginExecution;
import org.codehaus.plexus.util.xml.Xpp3Dom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.Layout;

final class ModelExecutionsTest {
  private static final Path BUILD = Path.of("target").toAbsolutePath();

  private final Plugin plugin = new Plugin();

  /** Adds an execution whose elements are given as name, value, name, value. */
  private ModelExecutionsTest with(String id, List<String> goals, String... elements) {
    PluginExecution execution = new PluginExecution();
    execution.setId(id);
    execution.setGoals(goals);
    Xpp3Dom configuration = new Xpp3Dom("configuration");
    for (int i = 0; i < elements.length; i += 2) {
      Xpp3Dom element = new Xpp3Dom(elements[i]);
      element.setValue(elements[i + 1]);
      configuration.addChild(element);
    }
    execution.setConfiguration(configuration);
    plugin.addExecution(execution);
    return this;
  }

  private Layout layout(String execution, @Nullable String classifier) {
    return executions().layout(BUILD, "app-1.0", execution, classifier);
  }

  private ModelExecutions executions() {
    return ModelExecutions.of(plugin, Set.of("seed", "model", "classifier"));
  }

  @Test
  void executionsWithoutACommonGoalMakeOneModel() {
    with("learn", List.of("train"), "model", "tiny").with("pack", List.of("package"));
    assertThat(layout("learn", null)).isEqualTo(new Layout(BUILD, "app-1.0"));
    assertThat(layout("pack", null)).isEqualTo(new Layout(BUILD, "app-1.0"));
  }

  @Test
  void executionsWithTheSameConfigurationMakeOneModel() {
    with("one", List.of("train"), "seed", "7").with("two", List.of("train"), "seed", "7");
    assertThat(layout("two", null)).isEqualTo(new Layout(BUILD, "app-1.0"));
  }

  @Test
  void aParameterOfOneGoalDoesNotMakeAnotherModel() {
    with("one", List.of("package"), "attach", "false").with("two", List.of("package"));
    assertThat(layout("two", null)).isEqualTo(new Layout(BUILD, "app-1.0"));
  }

  @Test
  void executionsWithACommonGoalAndOtherSettingsMakeTwoModels() {
    with("ja", List.of("train", "package"), "seed", "1", "classifier", "ja");
    with("えい", List.of("package"), "seed", "2", "classifier", "en");
    Layout ja = layout("ja", "ja");
    assertThat(ja.root()).isEqualTo(BUILD.resolve("snowbert-ja"));
    assertThat(ja.zip()).isEqualTo(BUILD.resolve("app-1.0-ja.zip"));
    assertThat(ja.run()).isEqualTo(ja.root().resolve("run.json"));
    assertThat(layout("えい", "en").zip()).isEqualTo(BUILD.resolve("app-1.0-en.zip"));
  }

  @Test
  void anExecutionOfTheLifecycleKeepsItsFolder() {
    with("default-package", List.of("package"));
    with("en", List.of("package"), "classifier", "en");
    assertThat(layout("default-package", null)).isEqualTo(new Layout(BUILD, "app-1.0"));
    assertThat(layout("en", "en").root()).isEqualTo(BUILD.resolve("snowbert-en"));
  }

  /** It may be that of a property without a value. */
  @Test
  void aClassifierWithoutAValueIsNone() {
    with("pack", List.of("package"), "classifier", "");
    assertThat(layout("pack", null).zip().getFileName()).hasToString("app-1.0.zip");
  }

  @Test
  void goalsThatDoNotSetTheClassifierKnowTheZip() {
    with("pack", List.of("package"), "classifier", "model").with("check", List.of("verify"));
    assertThat(layout("check", null).zip()).isEqualTo(BUILD.resolve("app-1.0-model.zip"));
  }

  @Test
  void twoModelsWithOneNameAreRefused() {
    with("ja", List.of("package"), "seed", "1").with("en", List.of("package"), "seed", "2");
    assertThatThrownBy(() -> layout("ja", null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("app-1.0.zip would be that of another execution")
        .hasMessageContaining("<classifier>");
  }

  @Test
  void aGoalOfNoExecutionMustSayWhichOfSeveralModelsItMeans() {
    with("ja", List.of("package"), "classifier", "ja");
    with("en", List.of("package"), "classifier", "en");
    executions().requireOneModel("en", "mvn snowbert:report");
    assertThatThrownBy(() -> executions().requireOneModel("default-cli", "mvn snowbert:report"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("2 models, in the executions ja, en")
        .hasMessageContaining("mvn snowbert:report@ja");
  }
}
