package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.maven.doxia.sink.Sink;
import org.apache.maven.model.PluginContainer;
import org.apache.maven.model.PluginManagement;
import org.apache.maven.model.Reporting;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.reporting.MavenReport;
import org.apache.maven.reporting.MavenReportException;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.Layout;
import org.snowbert.report.Report;
import org.snowbert.steps.Pipeline;

/**
 * Writes {@code target/snowbert/report/index.html}, one page that needs no other file. It shows the
 * curves of the training, the evaluation and its gates, what the model fills in, where the model is
 * right, the corpus, the vocabulary and the origin of all this.
 *
 * <p>In {@code <reporting>} the goal makes the page a part of the project's site. The configuration
 * then belongs in {@code <pluginManagement>}, which the build and the site both read.
 *
 * @since 0.1.0
 */
@Mojo(name = "report", threadSafe = true)
@SuppressWarnings("NullAway.Init") // a site sets the folder
public final class ReportMojo extends PipelineMojo implements MavenReport {
  private static final String NAME = "snowbert-report";

  private @Nullable File site;

  @Override
  void execute(Pipeline pipeline, Layout layout) throws IOException {
    if (site != null) {
      requireConfiguration();
    }
    Path folder = site == null ? layout.report() : site.toPath().resolve(NAME);
    Path page = Report.write(layout, pipeline.gates(), pipeline.analyze(), folder);
    getLog().info("report: " + page);
  }

  /** Refuses a configuration that the site does not read: the site would train another model. */
  private void requireConfiguration() {
    Reporting reporting = project().getModel().getReporting();
    boolean elsewhere =
        reporting.getPlugins().stream()
            .anyMatch(plugin -> isThis(plugin.getKey()) && plugin.getConfiguration() != null);
    PluginManagement managed = project().getPluginManagement();
    elsewhere |= managed != null && isConfigured(managed);
    if (!elsewhere && isConfigured(project().getBuild())) {
      throw new InvalidInputException(
          "a site does not read the <plugins> of <build>: move the configuration of snowbert-maven-plugin to <pluginManagement>, which the build and the site both read");
    }
  }

  private static boolean isConfigured(PluginContainer container) {
    return container.getPlugins().stream()
        .anyMatch(plugin -> isThis(plugin.getKey()) && plugin.getConfiguration() != null);
  }

  private static boolean isThis(String key) {
    return key.equals("org.snowbert:snowbert-maven-plugin");
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
