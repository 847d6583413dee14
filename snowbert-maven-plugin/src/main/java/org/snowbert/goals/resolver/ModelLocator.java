package org.snowbert.goals.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.snowbert.InvalidInputException;

/**
 * Finds a model that a parameter names: a folder, a zip, or a published one through the project's
 * repositories.
 */
public record ModelLocator(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
  private static final Pattern COORDINATES =
      Pattern.compile("([^:\\s/\\\\]+:[^:\\s/\\\\]+):(zip:([^:\\s/\\\\]+:)?)?[^:\\s/\\\\]+");

  /** What a model is called on every machine: its coordinates, or the name of its folder or zip. */
  public static String name(String model, Path located) {
    return isPublished(model)
        ? model
        : String.valueOf(located.toAbsolutePath().normalize().getFileName());
  }

  private static boolean isPublished(String model) {
    return COORDINATES.matcher(model).matches();
  }

  /**
   * The model's folder or zip.
   *
   * @param parameter what messages call the parameter
   * @param base the directory of relative paths
   */
  public Path locate(String parameter, String model, Path base) throws IOException {
    if (isPublished(model)) {
      return resolve(parameter, model);
    }
    try {
      Path path = base.resolve(model);
      if (Files.exists(path)) {
        return path;
      }
    } catch (InvalidPathException e) {
      // said below
    }
    throw new InvalidInputException(
        "%s is '%s', where there is nothing: name the folder or the zip of a model, or its groupId:artifactId:version or groupId:artifactId:zip:classifier:version"
            .formatted(parameter, model));
  }

  private Path resolve(String parameter, String coordinates) throws IOException {
    // Maven's own order, groupId:artifactId:extension:classifier:version; an extension that is
    // absent would be jar.
    DefaultArtifact artifact =
        new DefaultArtifact(
            coordinates.contains(":zip:")
                ? coordinates
                : coordinates.replaceFirst(":([^:]*)$", ":zip:$1"));
    try {
      return system
          .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
          .getArtifact()
          .getFile()
          .toPath();
    } catch (ArtifactResolutionException e) {
      throw new InvalidInputException(
          "%s is %s, which Maven cannot resolve: correct the coordinates, install that model first, or make it a dependency where it is a module of this build (%s)"
              .formatted(parameter, coordinates, e.getMessage()),
          e);
    }
  }
}
