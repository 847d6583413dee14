package org.snowbert.goals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.snowbert.console.ResolvedFiles;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.fork.Engine;
import org.snowbert.goals.resolver.ForkClassPath;
import org.snowbert.goals.resolver.ModelLocator;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.model.Device;
import org.snowbert.model.Platform;
import org.snowbert.parameters.GatesParameter;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.parameters.SettingsFactory;
import org.snowbert.settings.Cluster;

/**
 * Downloads all that a build will need, so that {@code mvn -o} works afterwards: the engine with
 * its native libraries for the {@code device} in force, the tokenizer, the charts of the report,
 * the published models that {@code init} and the gates name, and the sources. It prints where each
 * is and how large. It trains nothing, and writes nothing into {@code target/}.
 *
 * <p>Maven's own plugins come with {@code dependency:go-offline}: {@code mvn dependency:go-offline
 * snowbert:resolve}.
 *
 * @since 0.1.0
 */
@Mojo(name = "resolve", requiresProject = false, threadSafe = true)
public final class ResolveMojo extends PipelineMojo {
  /** The parameters that decide what a build downloads. */
  private static final List<String> DECIDING =
      List.of(
          "sources",
          "mirror",
          "init",
          "gates",
          "device",
          "libtorch",
          "cluster",
          "sparkVersion",
          "workerPlatform",
          "sparkProperties",
          "cache");

  /**
   * Whether the sources are downloaded too. Sources that are local files never are.
   *
   * <p>Values: {@code true} or {@code false}. Example: {@code -Dsnowbert.withSources=false}
   *
   * @since 0.1.0
   */
  @Parameter(property = "snowbert.withSources", defaultValue = "true")
  private boolean withSources;

  private final ResolvedFiles resolved = new ResolvedFiles();

  @Override
  void execute(Layout layout) throws IOException {
    executions().requireOneModel(executionId(), command());
    warnOfOtherExecutions();
    resolveEngine(layout);
    resolveModel("snowbert.init", init);
    resolveModel(GatesParameter.BASELINE, gates == null ? null : gates.baseline());
    if (withSources) {
      resolveSources();
    }
    resolved.lines().forEach(line -> getLog().info("resolve: " + line));
  }

  @Override
  @Nullable String reasonToSkip(Layout layout) {
    boolean empty = sources == null || sources.isEmpty();
    return isOneOfSeveral() || (empty && project().getPackaging().equals("pom"))
        ? "this project binds no goal of snowbert"
        : null;
  }

  /** A goal of the command line does not see what the POM sets for one execution alone. */
  private void warnOfOtherExecutions() {
    Map<String, String> own = executions().configuration(executionId());
    for (ModelExecutions.Execution execution : executions().executions()) {
      for (String name : DECIDING) {
        if (!Objects.equals(own.get(name), execution.configuration().get(name))) {
          getLog()
              .warn(
                  "<%s> of execution %s differs from what is resolved here: run %s@%s too"
                      .formatted(name, execution.id(), command(), execution.id()));
        }
      }
    }
  }

  /** The engine of later builds. The machine that resolves CUDA's need not have a GPU. */
  private Engine engineOfBuilds(Layout layout) throws IOException {
    return ParameterChecks.constant("device", device, Device.class) == Device.CUDA
        ? Engine.choose(
            Device.CUDA, libtorch == null ? null : libtorch.toPath(), Platform.current(), true)
        : engine(layout);
  }

  private void resolveEngine(Layout layout) throws IOException {
    Engine engine = engineOfBuilds(layout);
    Cluster cluster = new SettingsFactory(this, base()).cluster();
    ForkClassPath classPath = classPath(engine, cluster);
    Set<Path> tokenizer = new LinkedHashSet<>();
    Set<Path> whole = new LinkedHashSet<>();
    for (Job job : Job.values()) {
      (job == Job.TOKENIZE ? tokenizer : whole).addAll(classPath.engineOf(job));
    }
    Path repository = session().getRepositorySession().getLocalRepository().getBasedir().toPath();
    resolved.add("tokenizer", repository, tokenizer);
    resolved.add(
        "engine for %s (%s)".formatted(engine.platform().classifier(), engine), repository, whole);
    resolved.add("charts of the report", repository, charts().resolve());
    if (cluster != null) {
      resolved.add("Spark " + cluster.sparkVersion(), repository, classPath.spark());
    }
  }

  private void resolveModel(String parameter, @Nullable String model) throws IOException {
    if (model == null || !ModelLocator.isPublished(model)) {
      return;
    }
    if (isModule(model)) {
      getLog().info("resolve: model %s comes from a module of this build".formatted(model));
      return;
    }
    ModelLocator.Located located = models().locate(parameter, model, base());
    resolved.add("model " + located.name(), located.path(), List.of(located.path()));
  }

  private boolean isModule(String model) {
    return session().getProjects().stream()
        .anyMatch(
            module ->
                model.startsWith(module.getGroupId() + ":" + module.getArtifactId() + ":")
                    && model.endsWith(":" + module.getVersion()));
  }

  private void resolveSources() throws IOException {
    SettingsFactory factory = new SettingsFactory(this, base());
    SourceCache cache = sources(cacheFolder(), factory.mirror());
    for (Source source : factory.sources()) {
      if (!cache.isLocal(source)) {
        Path file = cache.obtain(source);
        resolved.add("source " + source.id(), file, List.of(file));
      }
    }
  }
}
