package org.snowbert.goals;

import java.nio.file.Path;
import org.apache.maven.project.MavenProject;

/** The command that calls Maven for a project, for the lines that tell a user what to do next. */
final class MavenCommand {
  private MavenCommand() {}

  /** {@code mvn} in the project's folder, with {@code -f} from another folder. */
  static String of(MavenProject project) {
    Path here = Path.of("").toAbsolutePath();
    Path base = project.getBasedir().toPath().toAbsolutePath();
    if (here.equals(base)) {
      return "mvn";
    }
    Path path = here.getRoot().equals(base.getRoot()) ? here.relativize(base) : base;
    return "mvn -f " + (path.toString().contains(" ") ? "\"" + path + "\"" : path);
  }
}
