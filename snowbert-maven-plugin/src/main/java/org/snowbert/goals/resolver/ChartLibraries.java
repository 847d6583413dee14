package org.snowbert.goals.resolver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;

/** The libraries that draw charts. They are large, and only {@code report} needs them. */
public record ChartLibraries(PluginDescriptor plugin, LibraryResolver resolver) {
  /** Lets-Plot needs Kotlin and the logger, and does not declare them. Maven brings SLF4J. */
  static final List<Dependency> DEPENDENCIES =
      List.of(
          dependency("org.jetbrains.lets-plot", "lets-plot-common", "4.1.0"),
          dependency("org.jetbrains.kotlin", "kotlin-stdlib", "1.9.20"),
          dependency("io.github.microutils", "kotlin-logging-jvm", "2.0.5"));

  private static Dependency dependency(String group, String artifact, String version) {
    return new Dependency(new DefaultArtifact(group, artifact, "jar", version), "runtime")
        .setExclusions(List.of(new Exclusion("org.slf4j", "*", "*", "*")));
  }

  /**
   * Resolves the libraries.
   *
   * @throws IOException if Maven cannot resolve them
   */
  public List<Path> resolve() throws IOException {
    return resolver.resolve(DEPENDENCIES, "the libraries of the report's charts").stream()
        .map(artifact -> artifact.getFile().toPath())
        .toList();
  }

  /**
   * Adds the libraries to the classes of the plugin.
   *
   * @throws IOException if Maven cannot resolve them
   */
  public void load() throws IOException {
    for (Path jar : resolve()) {
      plugin.getClassRealm().addURL(jar.toUri().toURL());
    }
  }
}
