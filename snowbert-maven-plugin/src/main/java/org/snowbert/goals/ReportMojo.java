package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.Layout;
import org.snowbert.report.ProgressPage;
import org.snowbert.report.ProgressPage.Stage;
import org.snowbert.report.Report;
import org.snowbert.settings.Gates;
import org.snowbert.settings.Settings;
import org.snowbert.steps.asking.ModelQueries;

/**
 * Writes {@code target/snowbert/report/index.html}, one page that needs no other file. It shows the
 * curves of the training, the evaluation and its gates, what the model fills in, where the model is
 * right, the corpus, the vocabulary and the origin of all this.
 *
 * <p>While another Maven trains the model, the goal shows the curves so far, on a page that
 * refreshes itself. It ends with the other build, and then shows the model.
 *
 * <p>In {@code <reporting>} the goal makes the page a part of the project's site. The configuration
 * then belongs in {@code <pluginManagement>}, which the build and the site both read.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
@SuppressWarnings("NullAway.Init") // a site sets the folder
public final class ReportMojo extends AskingMojo implements MavenReport {
  private static final String NAME = "snowbert-report";

  private static final long REFRESH = TimeUnit.SECONDS.toNanos(ProgressPage.REFRESH_SECONDS);

  /**
   * The time between two pages is at least so many times that of a page, which grows with the
   * metrics, so that a long training keeps its processors.
   */
  private static final long BREAKS = 20;

  private @Nullable File site;

  @Override
  void execute(ModelQueries queries, Layout layout, @Nullable Settings settings)
      throws IOException {
    Path folder = site == null ? layout.report() : site.toPath().resolve(NAME);
    if (site == null && queries.isInTraining()) {
      follow(queries, layout, folder);
      if (!queries.isEvaluated()) {
        return;
      }
    }
    Gates gates = settings == null ? Gates.NONE : settings.gates();
    var analysis = queries.analyze();
    charts().load();
    Path page = Report.write(layout, gates, analysis, folder);
    getLog().info("report: " + page);
  }

  /** Shows a training until it ends, and waits until its build has evaluated the model or ended. */
  private void follow(ModelQueries queries, Layout layout, Path folder) throws IOException {
    charts().load();
    ProgressPage progress = new ProgressPage(layout.train(), project().getName());
    long start = System.nanoTime();
    Path page = progress.write(Stage.TRAINING, folder);
    getLog()
        .info(
            "report: %s shows the training that goes on, and refreshes itself until that build ends; Ctrl-C ends this goal alone"
                .formatted(page));
    Optional<ProcessHandle> build = queries.build();
    try {
      while (queries.isInTraining()) {
        TimeUnit.NANOSECONDS.sleep(Math.max(REFRESH, BREAKS * (System.nanoTime() - start)));
        start = System.nanoTime();
        progress.write(Stage.TRAINING, folder);
      }
      progress.write(Stage.EVALUATING, folder);
      getLog().info("report: the training has ended: " + page);
      while (!queries.isEvaluated() && build.filter(ProcessHandle::isAlive).isPresent()) {
        TimeUnit.SECONDS.sleep(1);
      }
      if (!queries.isEvaluated()) {
        progress.write(Stage.ENDED, folder);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void generate(Sink sink, Locale locale) throws MavenReportException {
    try {
      execute();
    } catch (MojoExecutionException | MojoFailureException e) {
      throw new MavenReportException(e.getMessage(), e);
    }
  }

  @Override
  public boolean canGenerateReport() {
    return !skip;
  }

  /** The goal writes its page itself, without the site's sink. */
  @Override
  public boolean isExternalReport() {
    return true;
  }

  @Override
  @SuppressWarnings("deprecation") // the deprecated method is abstract, so it must be here
  public String getOutputName() {
    return NAME + "/index";
  }

  @Override
  public String getCategoryName() {
    return CATEGORY_PROJECT_REPORTS;
  }

  @Override
  public String getName(Locale locale) {
    return "Training";
  }

  @Override
  public String getDescription(Locale locale) {
    return "The model's training, evaluation and origin.";
  }

  @Override
  public void setReportOutputDirectory(File directory) {
    site = directory;
  }

  @Override
  public @Nullable File getReportOutputDirectory() {
    return site;
  }
}
