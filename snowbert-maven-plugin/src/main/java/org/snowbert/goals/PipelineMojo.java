package org.snowbert.goals;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Plugin;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluator;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.SessionData;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.console.TrainingLog;
import org.snowbert.corpus.Mirror;
import org.snowbert.corpus.SourceCache;
import org.snowbert.fork.CudaDriver;
import org.snowbert.fork.Engine;
import org.snowbert.fork.ForkEnvironment;
import org.snowbert.fork.ForkedJvm;
import org.snowbert.fork.JavaRelease;
import org.snowbert.fork.MetricsFollower;
import org.snowbert.fork.SparkDriver;
import org.snowbert.goals.resolver.ChartLibraries;
import org.snowbert.goals.resolver.ForkClassPath;
import org.snowbert.goals.resolver.LibraryResolver;
import org.snowbert.goals.resolver.ModelLocator;
import org.snowbert.goals.resolver.ResolverTransport;
import org.snowbert.internal.Folders;
import org.snowbert.internal.FullDiskException;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;
import org.snowbert.model.Device;
import org.snowbert.model.Platform;
import org.snowbert.parameters.BooleanParameters;
import org.snowbert.parameters.CacheFolder;
import org.snowbert.parameters.GatesParameter;
import org.snowbert.parameters.GoalParameters;
import org.snowbert.parameters.IgnoredProperties;
import org.snowbert.parameters.ParameterChecks;
import org.snowbert.parameters.ParameterNames;
import org.snowbert.parameters.SettingsFactory;
import org.snowbert.settings.Cluster;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Project.Revision;
import org.snowbert.settings.Settings;
import org.snowbert.text.TokenizerConfig;

/**
 * A goal. It makes settings and the engine of the parameters, and reports a failure in one
 * sentence.
 */
@SuppressWarnings("NullAway.Init") // Maven sets the fields
abstract class PipelineMojo extends GoalParameters {
  private static final String SKIPPED = "snowbert.skipped";

  private static final String IGNORED = "snowbert.ignored.";

  private static final String CUDA_PROBLEM = "snowbert.cudaProblem";

  private static final String PACKAGING = "bert-model";

  /** A goal whose parameters all goals have. */
  private static final String TRAIN = "train";

  /** The longest time limit, in seconds. */
  private static final long MOST_SECONDS = Integer.MAX_VALUE;

  @Inject private RepositorySystem repositorySystem;
  @Inject private TransporterProvider transporters;
  @Inject private ToolchainManager toolchains;

  @Parameter(defaultValue = "${session}", readonly = true, required = true)
  private MavenSession session;

  @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
  private MojoExecution execution;

  @Parameter(defaultValue = "${project}", readonly = true, required = true)
  private MavenProject project;

  @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
  private PluginDescriptor plugin;

  @Parameter(defaultValue = "${project.build.outputTimestamp}", readonly = true)
  private @Nullable String outputTimestamp;

  /** Does the goal's work on the files of one model. */
  abstract void execute(Layout layout) throws IOException, MojoFailureException;

  /**
   * Why the goal, called from the command line, does nothing in a project that binds no goal of the
   * plugin, such as a parent of other modules; null if it works.
   */
  abstract @Nullable String reasonToSkip(Layout layout) throws IOException;

  /** Does the work that is left when the goal is skipped. */
  void skipped() {}

  @Override
  public final void execute() throws MojoExecutionException, MojoFailureException {
    try {
      ExpressionEvaluator evaluator = new PluginParameterExpressionEvaluator(session, execution);
      BooleanParameters.require(execution, evaluator);
      requireKnownNames();
      warnOfIgnoredProperties(evaluator);
    } catch (InvalidInputException e) {
      throw failure(e);
    }
    if (skip) {
      if (context().put(SKIPPED, true) == null) {
        getLog().info("skipped: snowbert.skip is set");
      }
      skipped();
      return;
    }
    try {
      if (isProject()) {
        executeIn(Path.of(project.getBuild().getDirectory()).toAbsolutePath());
      } else {
        executeAside();
      }
    } catch (InvalidInputException e) {
      throw failure(e);
    } catch (IOException e) {
      throw new MojoExecutionException(sentence(e), e);
    }
  }

  private void executeIn(Path build) throws IOException, MojoFailureException {
    if (classifier != null && classifier.isBlank()) { // a property without a value
      classifier = null;
    }
    ModelExecutions executions = executions();
    String id = execution.getExecutionId();
    Layout layout = executions.layout(build, project.getBuild().getFinalName(), id, classifier);
    if (isOfTheCommandLine() && isProject() && !executions.areBound()) {
      String reason = reasonToSkip(layout);
      if (reason != null) {
        getLog().info("skipped: " + reason);
        return;
      }
    }
    requireOwnName(layout);
    execute(layout);
  }

  /** The executions of the POM that make models. */
  final ModelExecutions executions() {
    return ModelExecutions.of(
        project.getPlugin(plugin.getPluginLookupKey()),
        plugin.getMojo(TRAIN).getParameterMap().keySet());
  }

  /** Refuses a classifier where the model is the main artifact, which has none. */
  private void requireOwnName(Layout layout) {
    if (isMainArtifact(layout) && classifier != null) {
      throw new InvalidInputException(
          "snowbert.classifier is set, but in packaging bert-model the model is the project's main artifact: leave it out, or use packaging pom");
    }
  }

  /**
   * Runs in a temporary folder, which stays only after a failure: the message may name a log in it.
   */
  private void executeAside() throws IOException, MojoFailureException {
    Path temporary = Files.createTempDirectory("snowbert");
    try {
      executeIn(temporary);
      Folders.delete(temporary);
    } catch (InvalidInputException e) {
      Folders.delete(temporary);
      throw e;
    }
  }

  /** Whether the user called the goal by its name, and not by a phase. */
  final boolean isOfTheCommandLine() {
    return execution.getSource() == MojoExecution.Source.CLI;
  }

  /** Whether there is a POM: a goal may be called without one. */
  final boolean isProject() {
    return session.getRequest().isProjectPresent();
  }

  /**
   * The folder that relative paths start from: the project's, or the current folder without a
   * project.
   */
  final Path base() {
    return isProject()
        ? project.getBasedir().toPath()
        : Path.of(session.getExecutionRootDirectory()).toAbsolutePath();
  }

  final ModelLocator models() {
    return new ModelLocator(
        repositorySystem, session.getRepositorySession(), project.getRemoteProjectRepositories());
  }

  private void requireKnownNames() {
    ParameterNames names = ParameterNames.of(plugin);
    names.require(session.getUserProperties(), name -> PomProperties.isOf(project, name));
    Plugin declaration = project.getPlugin(plugin.getPluginLookupKey());
    if (declaration != null) {
      names.require(declaration);
    }
  }

  /** Warns once in a build of a project, although many goals have the parameter. */
  private void warnOfIgnoredProperties(ExpressionEvaluator evaluator) {
    IgnoredProperties.of(execution, session.getUserProperties(), evaluator)
        .forEach(
            (property, sentence) -> {
              if (context().put(IGNORED + property, true) == null) {
                getLog().warn(sentence);
              }
            });
  }

  /** Whether Maven builds other projects besides this one. */
  final boolean isOneOfSeveral() {
    return session.getProjects().size() > 1;
  }

  final String executionId() {
    return execution.getExecutionId();
  }

  final String goal() {
    return execution.getGoal();
  }

  /** The command that calls this goal. */
  final String command() {
    return MavenCommand.of(project, session) + " snowbert:" + goal();
  }

  final MavenSession session() {
    return session;
  }

  /** The jars of this plugin and of the library that it comes with. */
  final List<Artifact> ownJars() {
    String group = plugin.getPluginArtifact().getGroupId();
    return plugin.getArtifacts().stream().filter(jar -> jar.getGroupId().equals(group)).toList();
  }

  final MavenProject project() {
    return project;
  }

  /** Whether the model is the main artifact of the project. */
  final boolean isMainArtifact(Layout layout) {
    return isOfPackaging() && layout.isShared();
  }

  final boolean isOfPackaging() {
    return project.getPackaging().equals(PACKAGING);
  }

  /** Whether another module of this build depends on this one. */
  final boolean isNeededByOthers() {
    return !session.getProjectDependencyGraph().getDownstreamProjects(project, false).isEmpty();
  }

  /** The engine that computes. */
  final Engine engine(Layout layout) throws IOException {
    Platform platform = Platform.current();
    Device requested = requestedDevice();
    return Engine.choose(
        requested,
        libtorch == null ? null : libtorch.toPath(),
        platform,
        requested != Device.CPU && isCudaUsable(requested, platform, layout));
  }

  /** On a cluster {@code auto} takes GPUs only where Spark is asked for them. */
  private Device requestedDevice() {
    Device requested = ParameterChecks.constant("device", device, Device.class);
    boolean gpus = sparkProperties != null && sparkProperties.containsKey(Cluster.GPUS_OF_A_TASK);
    return cluster != null && requested == Device.AUTO && !gpus ? Device.CPU : requested;
  }

  /** Whether CUDA can compute. The driver is asked once in a build. */
  @SuppressWarnings("unchecked")
  private boolean isCudaUsable(Device requested, Platform platform, Layout layout)
      throws IOException {
    if (!Engine.isCudaPresent(platform)) {
      return false;
    }
    SessionData build = session.getRepositorySession().getData(); // all modules share it
    Optional<String> problem = (Optional<String>) build.get(CUDA_PROBLEM);
    if (problem == null) {
      Engine cpu = Engine.choose(Device.CPU, null, platform, false);
      List<Path> classPath = classPath(cpu).of(Job.TOKENIZE);
      Path natives = cacheFolder().natives(layout, cpu::isUnpackedIn);
      problem =
          Optional.ofNullable(CudaDriver.problem(java(platform), classPath, natives, platform));
      build.set(CUDA_PROBLEM, problem);
      if (problem.isPresent() && requested == Device.AUTO) {
        getLog()
            .warn(
                "the CPU computes, because this machine seems to have a GPU, but CUDA is not usable (%s): mend the driver, or set snowbert.device to cpu"
                    .formatted(problem.get()));
      }
    }
    if (problem.isPresent() && requested == Device.CUDA) {
      throw new InvalidInputException(
          "snowbert.device is cuda, but CUDA is not usable on this machine (%s): mend the driver, or use auto or cpu"
              .formatted(problem.get()));
    }
    return problem.isEmpty();
  }

  final ForkClassPath classPath(Engine engine) {
    return classPath(engine, null);
  }

  final ForkClassPath classPath(Engine engine, @Nullable Cluster cluster) {
    return new ForkClassPath(plugin, libraries(), engine, cluster);
  }

  /** The libraries that draw the report's charts. */
  final ChartLibraries charts() {
    return new ChartLibraries(plugin, libraries());
  }

  private LibraryResolver libraries() {
    return new LibraryResolver(
        repositorySystem, session.getRepositorySession(), project.getRemotePluginRepositories());
  }

  /** The settings that the parameters and the POM make. */
  final Settings settings(Engine engine) throws IOException {
    Path base = base();
    SettingsFactory factory = new SettingsFactory(this, base);
    factory.requireFiguresForGates();
    ModelLocator models = models();
    InitialModel initial = initialModel(models, base);
    return factory.settings(
        initial,
        gates(models, factory.segmenter(initial)),
        PomDescription.of(
            project, executions().classifier(execution.getExecutionId(), classifier), revision()),
        engine.device(),
        PomDescription.versions(plugin, addedLibraries(), engine),
        outputTimestamp);
  }

  /** The libraries that the POM adds to the plugin. */
  private List<Dependency> addedLibraries() {
    Plugin declaration = project.getPlugin(plugin.getPluginLookupKey());
    return declaration == null ? List.of() : declaration.getDependencies();
  }

  final CacheFolder cacheFolder() {
    Path repository = session.getRepositorySession().getLocalRepository().getBasedir().toPath();
    return CacheFolder.of(cache, cacheSize, base(), repository);
  }

  /** The downloaded sources in the cache. */
  final SourceCache sources(CacheFolder cacheFolder, @Nullable Mirror mirror) {
    return new SourceCache(
        cacheFolder.folder(),
        session.isOffline(),
        mirror,
        new ResolverTransport(
            repositorySystem,
            transporters,
            session.getRepositorySession(),
            line -> getLog().info(line)));
  }

  private @Nullable InitialModel initialModel(ModelLocator models, Path base) throws IOException {
    if (init == null) {
      return null;
    }
    ModelLocator.Located model = models.locate("snowbert.init", init, base);
    return new InitialModel(model.name(), model.path());
  }

  private Gates gates(ModelLocator models, TokenizerConfig segmenter) throws IOException {
    if (gates == null) {
      return Gates.NONE;
    }
    String model = gates.baseline();
    if (model == null) {
      return gates.toGates(null, segmenter);
    }
    ModelLocator.Located located = models.locate(GatesParameter.BASELINE, model, base());
    return gates.toGates(
        new Gates.Baseline(located.name(), located.path(), gates.tolerance()), segmenter);
  }

  /**
   * The commit that is checked out. Git is asked once in a build, because it reads every file of
   * the tree.
   */
  @SuppressWarnings("unchecked")
  private @Nullable Revision revision() throws IOException {
    Optional<Revision> known = (Optional<Revision>) context().get(Revision.class);
    if (known == null) {
      known =
          isProject()
              ? Optional.ofNullable(new GitRevision(new MojoLog(getLog())).of(pom()))
              : Optional.empty();
      context().put(Revision.class, known);
    }
    return known.orElse(null);
  }

  /** The POM as the user wrote it. A plugin may put another file in the place of the project's. */
  private Path pom() {
    File written = project.getOriginalModel().getPomFile();
    return (written == null ? project.getFile() : written).toPath();
  }

  /**
   * The JVM that computes.
   *
   * @param spark the cluster that a training computes on; null for this machine
   * @param log takes the progress of a training
   */
  final ForkedJvm fork(Engine engine, Layout layout, @Nullable Cluster spark, TrainingLog log) {
    Long seconds =
        timeout == null ? null : ParameterChecks.between(1, MOST_SECONDS, "timeout", timeout);
    Long silence =
        watchdog == null ? null : ParameterChecks.between(0, MOST_SECONDS, "watchdog", watchdog);
    Path natives = cacheFolder().natives(layout, engine::isUnpackedIn);
    ForkClassPath classPath = classPath(engine, spark);
    return new ForkedJvm(
        java(engine.platform()),
        job -> {
          if (job != Job.TOKENIZE && engine.unpacksCuda(natives)) {
            getLog()
                .info(
                    "unpacks the CUDA libraries, 2.4 GB, into %s: this takes half a minute, once"
                        .formatted(natives));
          }
          return classPath.of(job);
        },
        ParameterChecks.arguments(jvmArguments),
        ForkEnvironment.of(engine, natives),
        spark == null ? null : new SparkDriver(spark, classPath::spark),
        seconds == null ? null : Duration.ofSeconds(seconds),
        silence == null ? null : Duration.ofSeconds(silence),
        layout,
        new MetricsFollower(layout.train(), log));
  }

  private Path java(Platform platform) {
    Toolchain toolchain = toolchains.getToolchainFromBuildContext("jdk", session);
    if (toolchain == null) {
      return Path.of(
          System.getProperty("java.home"), "bin", platform.isWindows() ? "java.exe" : "java");
    }
    String java = toolchain.findTool("java");
    if (java == null) {
      throw new InvalidInputException(
          "the toolchain %s has no java: correct its jdkHome in toolchains.xml"
              .formatted(toolchain));
    }
    JavaRelease.require(Path.of(java), toolchain.toString());
    return Path.of(java);
  }

  /**
   * The objects that live as long as this build of this project. A build may load the plugin twice,
   * as an extension and for a goal on the command line, so objects of our classes have their class
   * as key.
   */
  @SuppressWarnings("unchecked")
  final Map<Object, Object> context() {
    return getPluginContext();
  }

  /**
   * The failure for a mistake of the user. Maven would print the messages of its causes too, which
   * speak of libraries; {@code -e} shows what is suppressed.
   */
  private static MojoFailureException failure(InvalidInputException mistake) {
    MojoFailureException failure = new MojoFailureException(mistake.getMessage());
    failure.addSuppressed(mistake);
    return failure;
  }

  private static String sentence(IOException e) {
    IOException explained = FullDiskException.orSame(e);
    // The message of such an exception is only a path.
    return explained instanceof FileSystemException
        ? explained.getClass().getSimpleName() + ": " + explained.getMessage()
        : String.valueOf(explained.getMessage());
  }
}
