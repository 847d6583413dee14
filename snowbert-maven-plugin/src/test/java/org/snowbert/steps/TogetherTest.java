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

/** Two builds whose goals run by turns in one folder. */
final class TogetherTest {
  private SmallProject project;
  private TestSettings settings;
  private Layout layout;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
    settings = project.settings;
    layout = project.layout;
  }

  @Test
  void aBuildDoesNotPackageTheModelOfAnotherBuild() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.TRAIN);
    settings.learningRate = 1e-3;
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.TRAIN);
    settings.learningRate = 5e-5;
    assertThatThrownBy(() -> project.pipeline(done).bring(StepName.PACKAGE))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "another build ran train with another result in %s while this build ran: build again, and give builds that run at the same time separate folders",
            layout.root());
    assertThat(layout.zip()).doesNotExist();
  }

  @Test
  void aStepThatAnotherBuildRanWithTheSameResultIsUpToDate() throws IOException {
    StepsDoneInThisBuild done = new StepsDoneInThisBuild();
    project.pipeline(done).bring(StepName.TRAIN);
    Folders.delete(layout.root());
    project.pipeline(new StepsDoneInThisBuild()).bring(StepName.TRAIN);
    project.jobs.done.clear();
    project.pipeline(done).bring(StepName.PACKAGE);
    assertThat(project.jobs.done).isEmpty();
  }

  @Test
  void aBuildWhoseFolderIsCleanedReportsIt() {
    JobRunner cleaned =
        (job, request) -> {
          Folders.delete(layout.build());
          throw new IOException("it has gone");
        };
    assertThatThrownBy(
            () -> project.pipeline(new StepsDoneInThisBuild(), cleaned).bring(StepName.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(layout.root() + " was deleted while this build worked in it")
        .hasCauseInstanceOf(IOException.class);
    JobRunner remade =
        (job, request) -> {
          Folders.delete(layout.build());
          Files.createDirectories(layout.root());
          Files.writeString(layout.root().resolve("lock"), "another's");
          project.jobs.run(job, request);
        };
    assertThatThrownBy(
            () -> project.pipeline(new StepsDoneInThisBuild(), remade).bring(StepName.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(layout.root() + " was deleted while this build worked in it");
  }
}
