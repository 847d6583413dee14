package org.snowbert.goals.resolver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.maven.artifact.versioning.ComparableVersion;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.jspecify.annotations.Nullable;
import org.snowbert.fork.Engine;
import org.snowbert.fork.EngineLibrary;
import org.snowbert.jobs.Job;
import org.snowbert.model.Platform;
import org.snowbert.settings.Cluster;

/**
 * The class path of the forked JVM: the plugin with the dependencies that jobs use, and the engine,
 * which is resolved only when a job needs it. A training on a cluster has Spark too.
 *
 * @param cluster the cluster to train on; null for none
 */
public record ForkClassPath(
    PluginDescriptor plugin, LibraryResolver resolver, Engine engine, @Nullable Cluster cluster) {
  private static final String SPARK_MODULE = "snowbert-spark";

  /** The groups of the plugin's libraries that jobs use. The others are Maven's process's alone. */
  static final Set<String> OF_JOBS =
      Set.of(
          "com.google.code.gson",
          "com.google.protobuf",
          "org.apache.lucene",
          "org.jspecify",
          "org.snowbert",
          "org.tribuo");

  /** The logger that prints DJL's log. */
  private static final Artifact LOGGER =
      new DefaultArtifact("org.slf4j", "slf4j-simple", "", "jar", "2.0.17");

  /**
   * The class path for a job. Of two versions of a library, the plugin's own is used, and on a
   * cluster the newer one: Spark and the plugin were both made for it or for an older one.
   *
   * @throws IOException if Maven cannot resolve the engine
   */
  public List<Path> of(Job job) throws IOException {
    Libraries libraries = new Libraries();
    plugin.getArtifacts().stream()
        .filter(artifact -> OF_JOBS.contains(artifact.getGroupId()))
        .forEach(
            artifact ->
                libraries.add(
                    artifact.getGroupId() + ":" + artifact.getArtifactId(),
                    artifact.getBaseVersion(),
                    artifact.getFile().toPath()));
    List<Artifact> resolved = resolve(job);
    if (isOnCluster(job)) {
      resolved = Stream.concat(resolved.stream(), resolveSpark().stream()).toList();
    }
    for (Artifact artifact : resolved) {
      // Two platforms' natives of the engine have the same name and different classifiers.
      String name =
          "%s:%s%s"
              .formatted(artifact.getGroupId(), artifact.getArtifactId(), artifact.getClassifier());
      Path jar = artifact.getFile().toPath();
      if (isOnCluster(job)) {
        libraries.addNewest(name, artifact.getBaseVersion(), jar);
      } else {
        libraries.add(name, artifact.getBaseVersion(), jar);
      }
    }
    return libraries.jars();
  }

  /** Jars by {@code groupId:artifactId}, each in one version. */
  private static final class Libraries {
    private record Library(String version, Path jar) {}

    private final Map<String, Library> libraries = new LinkedHashMap<>();

    /** Adds a library, unless there is one of that name. */
    void add(String name, String version, Path jar) {
      libraries.putIfAbsent(name, new Library(version, jar));
    }

    /** Adds a library, unless there is a newer one of that name. */
    void addNewest(String name, String version, Path jar) {
      libraries.merge(
          name,
          new Library(version, jar),
          (present, added) ->
              new ComparableVersion(added.version())
                          .compareTo(new ComparableVersion(present.version()))
                      > 0
                  ? added
                  : present);
    }

    List<Path> jars() {
      return libraries.values().stream().map(Library::jar).toList();
    }
  }

  /**
   * Resolves what a job needs beside the plugin.
   *
   * @throws IOException if Maven cannot resolve the engine
   */
  public List<Path> engineOf(Job job) throws IOException {
    return resolve(job).stream().map(artifact -> artifact.getFile().toPath()).toList();
  }

  /**
   * Resolves the jars of Spark for a cluster; none without one.
   *
   * @throws IOException if Maven cannot resolve them
   */
  public List<Path> spark() throws IOException {
    return cluster == null
        ? List.of()
        : resolveSpark().stream()
            .filter(artifact -> !artifact.getArtifactId().equals(SPARK_MODULE))
            .map(artifact -> artifact.getFile().toPath())
            .toList();
  }

  private boolean isOnCluster(Job job) {
    return cluster != null && job == Job.TRAIN;
  }

  private List<Artifact> resolveSpark() throws IOException {
    Cluster spark = Objects.requireNonNull(cluster);
    return resolver.resolve(
        List.of(
            new Dependency(
                new DefaultArtifact(
                    "org.apache.spark", spark.module(), "jar", spark.sparkVersion()),
                "runtime"),
            new Dependency(
                    new DefaultArtifact("org.snowbert", SPARK_MODULE, "jar", plugin.getVersion()),
                    "runtime")
                .setExclusions(List.of(new Exclusion("*", "*", "*", "*")))),
        "Spark %s for snowbert.cluster %s".formatted(spark.sparkVersion(), spark.master()));
  }

  private List<Artifact> resolve(Job job) throws IOException {
    List<EngineLibrary> jars =
        new ArrayList<>(job == Job.TOKENIZE ? Engine.tokenizerJars() : engine.jars());
    List<Dependency> dependencies = new ArrayList<>();
    if (isOnCluster(job)) { // Spark brings a logger
      Platform workers = Objects.requireNonNull(cluster).workerPlatform();
      if (workers != engine.platform()) {
        jars.add(engine.natives(workers));
      }
    } else {
      dependencies.add(new Dependency(LOGGER, "runtime"));
    }
    jars.forEach(jar -> dependencies.add(new Dependency(artifact(jar), "runtime")));
    return resolver.resolve(
        dependencies, "the engine, %s, for %s".formatted(engine, engine.platform().classifier()));
  }

  private static Artifact artifact(EngineLibrary jar) {
    return new DefaultArtifact(
        jar.groupId(), jar.artifactId(), jar.classifier(), "jar", jar.version());
  }
}
