package org.snowbert.goals;

import java.util.SortedMap;
import java.util.TreeMap;
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
   * @param revision the commit that is checked out; null outside version control
   */
  static Project of(MavenProject project, Project.@Nullable Revision revision) {
    return new Project(
        project.getGroupId(),
        project.getArtifactId(),
        project.getVersion(),
        project.getName(),
        project.getDescription(),
        project.getLicenses().stream()
            .filter(license -> license.getName() != null)
            .map(license -> new Project.License(license.getName(), license.getUrl()))
            .toList(),
        project.getScm() == null ? null : project.getScm().getUrl(),
        revision);
  }

  /** The versions of the plugin, the engine and their libraries. */
  static SoftwareVersions versions(PluginDescriptor plugin, Engine engine) {
    SortedMap<String, String> libraries = new TreeMap<>();
    engine
        .jars()
        .forEach(jar -> libraries.put(jar.groupId() + ":" + jar.artifactId(), jar.version()));
    plugin
        .getArtifacts()
        .forEach(
            library ->
                libraries.put(
                    library.getGroupId() + ":" + library.getArtifactId(), library.getVersion()));
    return new SoftwareVersions(
        plugin.getVersion(), engine.toString(), engine.platform().classifier(), libraries);
  }
}
