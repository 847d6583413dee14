package org.snowbert.goals;

import java.io.IOException;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.console.TrainingLog;
import org.snowbert.fork.Engine;
import org.snowbert.jobs.JobDispatcher;
import org.snowbert.jobs.Layout;
import org.snowbert.parameters.SettingsFactory;
import org.snowbert.settings.Settings;
import org.snowbert.steps.SettingsInForce;
import org.snowbert.steps.asking.FinishedModel;
import org.snowbert.steps.asking.ModelQueries;

/**
 * A goal that asks a model. It reads the model that the last build left, and never trains or
 * replaces anything.
 */
abstract class AskingMojo extends PipelineMojo {
  /**
   * Does the goal's work.
   *
   * @param settings the settings in force, which need not be those of the model; null if they make
   *     no model
   */
  abstract void execute(ModelQueries queries, Layout layout, @Nullable Settings settings)
      throws IOException, MojoFailureException;

  /** Whether the goal asks the model of this project. */
  boolean asksOwnModel() {
    return true;
  }

  @Override
  final void execute(Layout layout) throws IOException, MojoFailureException {
    Engine engine = engine(layout);
    var hardware = new SettingsFactory(this, base()).hardware(engine.device());
    if (asksOwnModel()) {
      executions().requireOneModel(executionId(), command());
    }
    FinishedModel model = new FinishedModel(layout, make());
    Settings settings = isProject() ? settingsInForce(engine, model) : null;
    JobDispatcher jobs =
        new JobDispatcher(layout, fork(engine, layout, null, TrainingLog.silent()));
    execute(new ModelQueries(model, jobs, hardware, new MojoLog(getLog())), layout, settings);
  }

  /** The command that makes the model. */
  private String make() {
    String mvn = MavenCommand.of(project(), session());
    return executions().areBound() ? mvn + " verify" : mvn + " snowbert:verify";
  }

  /**
   * The settings in force. If they differ from those of the model, one line says so.
   *
   * @return null if the settings are wrong, which does not matter to a model that is there
   */
  private @Nullable Settings settingsInForce(Engine engine, FinishedModel model)
      throws IOException {
    Settings settings = null;
    String difference;
    try {
      settings = settings(engine);
      difference = SettingsInForce.difference(settings, model.layout().provenance());
    } catch (InvalidInputException e) {
      difference = e.getMessage();
    }
    if (difference != null && asksOwnModel() && model.exists()) {
      getLog()
          .warn(
              "%s: asks the model that is there, which was made with other settings: %s"
                  .formatted(goal(), difference));
    }
    return settings;
  }

  @Override
  final @Nullable String reasonToSkip(Layout layout) throws IOException {
    boolean aside = project().getPackaging().equals("pom") || isOneOfSeveral();
    return aside && asksOwnModel() && !new FinishedModel(layout, "").exists()
        ? "this project binds no goal of snowbert and has no model: name the POM of a module with -f"
        : null;
  }

  /** Prints past the log, because an answer must be seen with -q too. */
  static void print(List<String> lines) {
    lines.forEach(System.out::println);
  }
}
