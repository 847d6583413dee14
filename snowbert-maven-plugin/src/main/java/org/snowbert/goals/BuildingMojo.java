package org.snowbert.goals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.snowbert.console.LiveLine;
import org.snowbert.console.Terminal;
import org.snowbert.console.TrainingAnnouncement;
import org.snowbert.console.TrainingLog;
import org.snowbert.console.TrainingSummaryLines;
import org.snowbert.fork.Engine;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.StepsDoneInThisBuild;
import org.snowbert.jobs.Layout;
import org.snowbert.parameters.CacheFolder;
import org.snowbert.settings.Settings;
import org.snowbert.steps.AgreedSettings;
import org.snowbert.steps.Pipeline;

/** A goal that makes a model: it brings steps of the pipeline up to date. */
abstract class BuildingMojo extends PipelineMojo {
  /** Does the goal's work. */
  abstract void execute(Pipeline pipeline, Layout layout) throws IOException, MojoFailureException;

  @Override
  final void execute(Layout layout) throws IOException, MojoFailureException {
    executions().requireOneModel(executionId(), command());
    execute(pipeline(layout), layout);
  }

  @Override
  final @Nullable String reasonToSkip(Layout layout) {
    boolean aside = project().getPackaging().equals("pom") || isOneOfSeveral();
    return aside && (sources == null || sources.isEmpty())
        ? "this project has no <sources> and binds no goal of snowbert"
        : null;
  }

  private Pipeline pipeline(Layout layout) throws IOException {
    Engine engine = engine(layout);
    StepsDoneInThisBuild done = ofThisBuild(new StepsDoneInThisBuild(), layout.root());
    Settings settings =
        ofThisBuild(new AgreedSettings(), layout.root())
            .agree(
                "%s (execution %s)".formatted(goal(), executionId()),
                executions().configuration(executionId()),
                settings(engine),
                done);
    CacheFolder cacheFolder = cacheFolder();
    BuildLog log = new MojoLog(getLog());
    return new Pipeline(
        settings,
        layout,
        sources(cacheFolder, settings.fetch().mirror()),
        cacheFolder.steps(ownJars(), log),
        fork(engine, layout, settings.cluster(), trainingLog(settings)),
        log,
        done);
  }

  /** The object of a class that lives as long as this build makes the model in a folder. */
  @SuppressWarnings("unchecked")
  private <T> T ofThisBuild(T initial, Path root) {
    return (T) context().computeIfAbsent(List.of(initial.getClass(), root), key -> initial);
  }

  private TrainingLog trainingLog(Settings settings) {
    boolean live =
        getLog().isInfoEnabled()
            && LiveLine.suits(
                session().getRequest().isInteractiveMode(),
                session().getRequest().getDegreeOfConcurrency() > 1,
                Terminal.isThere(),
                System.getenv());
    return new TrainingLog(
        start -> new TrainingAnnouncement(settings, start).lines(),
        settings.train().epochs(),
        Clock.system(ZoneId.systemDefault()),
        line -> getLog().info(line),
        live ? LiveLine.ofTerminal() : null);
  }

  /** Logs how training ended and what the user can do next. */
  final void sayTheEnd(Pipeline pipeline, Layout layout) throws IOException {
    String execution = layout.isShared() ? "" : "@" + executionId();
    new TrainingSummaryLines(pipeline.outcome(), MavenCommand.of(project(), session()), execution)
        .lines()
        .forEach(line -> getLog().info(line));
  }
}
