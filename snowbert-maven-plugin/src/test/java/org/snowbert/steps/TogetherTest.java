package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.internal.Folders;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;

/** Two builds whose goals take turns in one folder. */
final class TogetherTest {
  private SmallProject project;
  private TestSettings settings;
  private Layout workspace;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
    settings = project.settings;
    workspace = project.workspace;
  }

  @Test
  void nobodyPackagesTheModelThatAnotherBuildTrainedMeanwhile() throws IOException {
    StepsDoneInThisBuild own = new StepsDoneInThisBuild();
    project.pipeline(own).bring(StepName.TRAIN);
    settings.learningRate = 1e-3;
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.TRAIN);
    settings.learningRate = 5e-5;
    assertThatThrownBy(() -> project.pipeline(own).bring(StepName.PACKAGE))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "another build did train differently in %s while this one ran: build again, and give builds that run at once a folder each",
            workspace.root());
    assertThat(workspace.zip()).doesNotExist();
  }

  @Test
  void whatAnotherBuildDidAlikeIsOnesOwn() throws IOException {
    StepsDoneInThisBuild own = new StepsDoneInThisBuild();
    project.pipeline(own).bring(StepName.TRAIN);
    Folders.delete(workspace.root());
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.TRAIN);
    project.jobs.done.clear();
    project.pipeline(own).bring(StepName.PACKAGE);
    assertThat(project.jobs.done).isEmpty();
  }

  @Test
  void aBuildWhoseFolderIsCleanedSaysSo() {
    JobRunner cleaned =
        (job, request) -> {
          Folders.delete(workspace.build());
          throw new IOException("it has gone");
        };
    assertThatThrownBy(
            () -> project.pipeline(new StepsDoneInThisBuild(), cleaned).bring(StepName.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(workspace.root() + " was deleted while this build worked in it")
        .hasCauseInstanceOf(IOException.class);
    JobRunner remade =
        (job, request) -> {
          Folders.delete(workspace.build());
          Files.createDirectories(workspace.root());
          Files.writeString(workspace.root().resolve("lock"), "another's");
          project.jobs.run(job, request);
        };
    assertThatThrownBy(
            () -> project.pipeline(new StepsDoneInThisBuild(), remade).bring(StepName.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(workspace.root() + " was deleted while this build worked in it");
  }
}
