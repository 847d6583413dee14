package org.snowbert.goals;

import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.execution.MavenExecutionRequest;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.project.MavenProject;

/** The command that calls Maven for a project, for the lines that tell a user what to do next. */
final class MavenCommand {
  private MavenCommand() {}

  /**
   * {@code mvn}, with {@code -f} from another folder than the project's, and with the profiles that
   * the user named.
   */
  static String of(MavenProject project, MavenSession session) {
    return "mvn" + file(project) + profiles(session.getRequest());
  }

  private static String file(MavenProject project) {
    if (project.getBasedir() == null) {
      return "";
    }
    Path here = Path.of("").toAbsolutePath();
    Path base = project.getBasedir().toPath().toAbsolutePath();
    String name = project.getFile().getName();
    Path pom = name.equals("pom.xml") ? base : base.resolve(name);
    if (here.equals(pom)) {
      return "";
    }
    Path path = here.getRoot().equals(pom.getRoot()) ? here.relativize(pom) : pom;
    return " -f " + (path.toString().contains(" ") ? "\"" + path + "\"" : path);
  }

  private static String profiles(MavenExecutionRequest request) {
    String profiles =
        Stream.concat(
                request.getActiveProfiles().stream(),
                request.getInactiveProfiles().stream().map(profile -> "!" + profile))
            .collect(Collectors.joining(","));
    if (profiles.isEmpty()) {
      return "";
    }
    return " -P " + (profiles.contains("!") ? "'" + profiles + "'" : profiles);
  }
}
