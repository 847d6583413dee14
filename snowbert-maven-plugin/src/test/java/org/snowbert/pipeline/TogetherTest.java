package org.snowbert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.Folders;
import org.snowbert.corpus.SourceCache;

/** Two builds whose goals take turns in one folder. */
final class TogetherTest implements BuildLog {
  private Path folder;
  private Workspace workspace;
  private TestSettings settings;
  private final FakeJobs jobs = new FakeJobs();

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    settings = new TestSettings(folder.resolve("own.xlsx"));
    workspace = new Workspace(folder.resolve("target"), "own-1.0");
  }

  @Override
  public void info(String line) {}

  @Override
  public void warn(String line) {}

  @Override
  public void debug(String line) {}

  private Pipeline pipeline(Done done, JobRunner runner) {
    SourceCache sources =
        new SourceCache(
            folder.resolve("sources"),
            true,
            null,
            (source, url, file) -> {
              throw new IOException("no network");
            });
    StepCache kept = new StepCache(null, 0, "", this);
    return new Pipeline(settings.build(), workspace, sources, kept, runner, this, done);
  }

  @Test
  void nobodyPackagesTheModelThatAnotherBuildTrainedMeanwhile() throws IOException {
    Done own = new Done();
    pipeline(own, jobs).bring(Step.TRAIN);
    settings.learningRate = 1e-3;
    pipeline(new Done(), jobs).bring(Step.TRAIN);
    settings.learningRate = 5e-5;
    assertThatThrownBy(() -> pipeline(own, jobs).bring(Step.PACKAGE))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "another build did train differently in %s while this one ran: build again, and give builds that run at once a folder each",
            workspace.root());
    assertThat(workspace.zip()).doesNotExist();
  }

  @Test
  void whatAnotherBuildDidAlikeIsOnesOwn() throws IOException {
    Done own = new Done();
    pipeline(own, jobs).bring(Step.TRAIN);
    Folders.delete(workspace.root());
    pipeline(new Done(), jobs).bring(Step.TRAIN);
    jobs.done.clear();
    pipeline(own, jobs).bring(Step.PACKAGE);
    assertThat(jobs.done).isEmpty();
  }

  @Test
  void aBuildWhoseFolderIsCleanedSaysSo() {
    JobRunner cleaned =
        (job, request) -> {
          Folders.delete(workspace.build());
          throw new IOException("it has gone");
        };
    assertThatThrownBy(() -> pipeline(new Done(), cleaned).bring(Step.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(workspace.root() + " was deleted while this build worked in it")
        .hasCauseInstanceOf(IOException.class);
    JobRunner remade =
        (job, request) -> {
          Folders.delete(workspace.build());
          Files.createDirectories(workspace.root());
          Files.writeString(workspace.root().resolve("lock"), "another's");
          jobs.run(job, request);
        };
    assertThatThrownBy(() -> pipeline(new Done(), remade).bring(Step.TRAIN))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(workspace.root() + " was deleted while this build worked in it");
  }
}
