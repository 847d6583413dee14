package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Filter;
import org.snowbert.incremental.StepName;

final class SettingsInForceTest {
  private SmallProject project;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
    project.build(StepName.DESCRIBE);
  }

  private @Nullable String difference() throws IOException {
    return SettingsInForce.difference(project.settings.build(), project.layout.provenance());
  }

  @Test
  void theSettingsThatMadeTheModelDoNotDiffer() throws IOException {
    assertThat(difference()).isNull();
  }

  @Test
  void aSettingOfTrainingIsNamed() throws IOException {
    project.settings.learningRate = 1e-3;
    assertThat(difference()).isEqualTo("learningRate was 5e-5 and is 0.001");
  }

  @Test
  void aSettingOfTheCorpusIsNamed() throws IOException {
    project.settings.filter = new Filter(3, null, null, null, false);
    assertThat(difference()).isEqualTo("minCharacters was not set and is 3");
  }

  @Test
  void aModelThatDoesNotSayHowItWasMadeIsNotCompared() throws IOException {
    project.settings.learningRate = 1e-3;
    Files.writeString(project.layout.provenance(), "{\"steps\": [1]}");
    assertThat(difference()).isNull();
    Files.delete(project.layout.provenance());
    assertThat(difference()).isNull();
  }
}
