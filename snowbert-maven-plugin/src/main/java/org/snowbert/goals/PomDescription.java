package org.snowbert.goals;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.model.Dependency;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.project.MavenProject;
import org.jspecify.annotations.Nullable;
import org.snowbert.fork.Engine;
import org.snowbert.settings.Project;
import org.snowbert.settings.SoftwareVersions;

/** The facts of a build that end up in the provenance of its model. */
final class PomDescription {
  private PomDescription() {}

  /**
   * The description of the model in the POM.
   *
   * @param classifier the classifier of the zip; null if the zip has none
   * @param revision the commit that is checked out; null outside version control
   */
  static Project of(
      MavenProject project, @Nullable String classifier, Project.@Nullable Revision revision) {
    return new Project(
        project.getGroupId(),
        project.getArtifactId(),
        project.getVersion(),
        classifier,
        project.getName(),
        project.getDescription(),
        project.getLicenses().stream()
            .filter(license -> license.getName() != null)
            .map(license -> new Project.License(license.getName(), license.getUrl()))
            .toList(),
        project.getScm() == null ? null : project.getScm().getUrl(),
        revision);
  }

  /**
   * The versions of the plugin, the engine and their libraries. Libraries that Maven itself puts
   * beside the plugin are left out, because each version of Maven has others.
   *
   * @param added the libraries that the POM adds to the plugin
   */
  static SoftwareVersions versions(PluginDescriptor plugin, List<Dependency> added, Engine engine) {
    Set<String> own =
        Stream.concat(
                plugin.getDependencies().stream()
                    .map(library -> library.getGroupId() + ":" + library.getArtifactId()),
                added.stream().map(library -> library.getGroupId() + ":" + library.getArtifactId()))
            .collect(Collectors.toSet());
    SortedMap<String, String> libraries = new TreeMap<>();
    engine
        .jars()
        .forEach(jar -> libraries.put(jar.groupId() + ":" + jar.artifactId(), jar.version()));
    for (Artifact library : plugin.getArtifacts()) {
      String name = library.getGroupId() + ":" + library.getArtifactId();
      if (own.contains(name)) {
        libraries.put(name, library.getVersion());
      }
    }
    return new SoftwareVersions(
        plugin.getVersion(), engine.toString(), engine.platform().classifier(), libraries);
  }
}
