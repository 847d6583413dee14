package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.settings.Gates;
import org.snowbert.settings.ModelFormat;
import org.snowbert.settings.Settings;
import org.snowbert.text.TokenizerConfig;

final class AgreedSettingsTest {
  private final AgreedSettings agreed = new AgreedSettings();
  private final StepsDoneInThisBuild done = new StepsDoneInThisBuild();
  private SmallProject project;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
  }

  /** Runs a goal of this build, and returns the settings that it ran with. */
  private Settings run(StepName goal, Map<String, String> configuration) throws IOException {
    Settings settings =
        agreed.agree(goal + " (execution x)", configuration, project.settings.build(), done);
    project.pipeline(settings, done).bring(goal);
    return settings;
  }

  @Test
  void aGoalTakesTheSettingsOfTheExecutionThatTrained() throws IOException {
    project.settings.learningRate = 1e-3;
    Settings trained = run(StepName.TRAIN, Map.of("learningRate", "1e-3"));
    project.settings.learningRate = 5e-5;
    assertThat(run(StepName.PACKAGE, Map.of())).isEqualTo(trained);
  }

  @Test
  void anExecutionSetsTheStepsThatAreNotDone() throws IOException {
    run(StepName.MASK, Map.of());
    project.settings.learningRate = 1e-3;
    assertThat(run(StepName.TRAIN, Map.of("learningRate", "1e-3")).train().learningRate())
        .isEqualTo(1e-3);
  }

  @Test
  void anExecutionThatSetsAFinishedStepOtherwiseIsRefused() throws IOException {
    run(StepName.TRAIN, Map.of());
    project.settings.learningRate = 1e-3;
    assertThatThrownBy(() -> run(StepName.PACKAGE, Map.of("learningRate", "1e-3")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("package (execution x) sets <learningRate>, but earlier goals");
  }

  /** The settings hold it as a record of rules. */
  @Test
  void anotherSegmenterThanThatOfAFinishedStepIsRefused() throws IOException {
    run(StepName.TOKENIZE, Map.of());
    project.settings.segmentation = TokenizerConfig.UNCASED;
    assertThatThrownBy(() -> run(StepName.TRAIN, Map.of("segmenter", "uncased")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("train (execution x) sets <segmenter>, but earlier goals");
  }

  @Test
  void formatsThatTheModelCardDoesNotHaveAreRefused() throws IOException {
    run(StepName.DESCRIBE, Map.of());
    project.settings.formats = EnumSet.of(ModelFormat.ONNX);
    assertThatThrownBy(() -> run(StepName.PACKAGE, Map.of("formats", "onnx")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("package (execution x) sets <formats>, but earlier goals");
  }

  @Test
  void aRecipeThatChangesAFinishedStepIsRefused() throws IOException {
    run(StepName.TRAIN, Map.of());
    project.settings.dynamicMasking = false;
    assertThatThrownBy(() -> run(StepName.PACKAGE, Map.of("recipe", "notebook")))
        .hasMessageStartingWith("package (execution x) sets <recipe>");
  }

  @Test
  void gatesOfALaterExecutionNeedHeldOutSentencesToo() throws IOException {
    project.settings.validationFraction = 0;
    run(StepName.TRAIN, Map.of());
    project.settings.validationFraction = 0.25;
    project.settings.gates = new Gates(2.6, null, null, null, List.of(), null);
    assertThatThrownBy(() -> run(StepName.PACKAGE, Map.of("gates", "maxLoss")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert.validationFraction is 0, so no sentence is held out")
        .hasMessageContaining("maxLoss 2.6");
  }

  @Test
  void gatesThatTheModelCardDoesNotHaveAreRefused() throws IOException {
    run(StepName.DESCRIBE, Map.of());
    project.settings.gates = new Gates(2.6, null, null, null, List.of(), null);
    assertThatThrownBy(() -> run(StepName.EVALUATE, Map.of("gates", "maxLoss")))
        .hasMessageContaining("sets <gates>")
        .hasMessageContaining("set <gates> in the <configuration> of the plugin");
  }
}
