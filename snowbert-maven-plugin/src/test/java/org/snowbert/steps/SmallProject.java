package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.corpus.SourceCache;
import org.snowbert.incremental.RecordedLog;
import org.snowbert.incremental.StepCache;
import org.snowbert.incremental.StepName;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.jobs.JobRunner;
import org.snowbert.jobs.Layout;
import org.snowbert.settings.Settings;

/** A project with one small workbook, whose builds use no network. */
public final class SmallProject {
  final Path folder;
  public final TestSettings settings;
  public final Layout layout;
  public final FakeJobs jobs = new FakeJobs();
  public final RecordedLog log = new RecordedLog();

  public SmallProject(Path folder) throws IOException {
    this(folder, new TestSettings(folder.resolve("own.xlsx")), folder.resolve("target"));
  }

  private SmallProject(Path folder, TestSettings settings, Path build) {
    this.folder = folder;
    this.settings = settings;
    this.layout = new Layout(build, "own-1.0");
  }

  /** The same project, built in another folder. */
  SmallProject in(Path build) {
    return new SmallProject(folder, settings, build);
  }

  /** The pipeline of a build that has already brought some steps up to date. */
  public Pipeline pipeline(StepsDoneInThisBuild done) {
    return pipeline(done, jobs);
  }

  public Pipeline pipeline(StepsDoneInThisBuild done, JobRunner runner) {
    return pipeline(done, runner, new StepCache(null, 0, "", log));
  }

  /** The pipeline of a build with other settings. */
  Pipeline pipeline(Settings changed, StepsDoneInThisBuild done) {
    return pipeline(changed, done, jobs, new StepCache(null, 0, "", log));
  }

  public Pipeline pipeline(StepsDoneInThisBuild done, JobRunner runner, StepCache cache) {
    return pipeline(settings.build(), done, runner, cache);
  }

  private Pipeline pipeline(
      Settings settings, StepsDoneInThisBuild done, JobRunner runner, StepCache cache) {
    SourceCache sources =
        new SourceCache(
            folder.resolve("sources"),
            true,
            null,
            (source, url, file) -> {
              throw new IOException("no network");
            });
    return new Pipeline(settings, layout, sources, cache, runner, log, done);
  }

  /** Runs a new build and returns the reasons for the steps that ran. */
  List<String> build(StepName step) throws IOException {
    log.infos.clear();
    jobs.done.clear();
    pipeline(new StepsDoneInThisBuild()).bring(step);
    return reasons();
  }

  List<String> reasons() {
    return log.infos.stream().filter(line -> line.contains("runs because")).toList();
  }
}
