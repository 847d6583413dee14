package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.corpus.SourceCache;

/** A project of one small workbook, whose builds reach no network. */
final class SmallProject {
  final Path folder;
  final TestSettings settings;
  final Workspace workspace;
  final FakeJobs jobs = new FakeJobs();
  final RecordedLog log = new RecordedLog();

  SmallProject(Path folder) throws IOException {
    this(folder, new TestSettings(folder.resolve("own.xlsx")), folder.resolve("target"));
  }

  private SmallProject(Path folder, TestSettings settings, Path build) {
    this.folder = folder;
    this.settings = settings;
    this.workspace = new Workspace(build, "own-1.0");
  }

  /** The same project, built in another folder. */
  SmallProject in(Path build) {
    return new SmallProject(folder, settings, build);
  }

  /** A build, or a goal of one that has done something already. */
  Pipeline pipeline(Done done) {
    return pipeline(done, jobs);
  }

  Pipeline pipeline(Done done, JobRunner runner) {
    return pipeline(done, runner, new StepCache(null, 0, "", log));
  }

  Pipeline pipeline(Done done, JobRunner runner, StepCache kept) {
    SourceCache sources =
        new SourceCache(
            folder.resolve("sources"),
            true,
            null,
            (source, url, file) -> {
              throw new IOException("no network");
            });
    return new Pipeline(settings.build(), workspace, sources, kept, runner, log, done);
  }

  /** What a build of its own says of the steps that it runs. */
  List<String> build(Step step) throws IOException {
    log.infos.clear();
    jobs.done.clear();
    pipeline(new Done()).bring(step);
    return reasons();
  }

  List<String> reasons() {
    return log.infos.stream().filter(line -> line.contains("runs because")).toList();
  }
}
