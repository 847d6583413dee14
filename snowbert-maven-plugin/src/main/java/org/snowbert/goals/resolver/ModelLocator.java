package org.snowbert.goals.resolver;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.snowbert.InvalidInputException;

/**
 * Finds the model that a parameter names: a folder, a zip, or a model that was published to one of
 * the project's repositories.
 */
public record ModelLocator(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
  private static final Pattern COORDINATES =
      Pattern.compile("([^:\\s/\\\\]+:[^:\\s/\\\\]+):(zip:([^:\\s/\\\\]+:)?)?[^:\\s/\\\\]+");

  /**
   * A model that was found.
   *
   * @param name a name that is equal on every machine: the model's coordinates, with the version
   *     that {@code RELEASE} or {@code LATEST} stood for, or its file's name
   * @param path its folder or zip
   */
  public record Located(String name, Path path) {}

  /** Whether a parameter names a published model by its coordinates. */
  public static boolean isPublished(String model) {
    return COORDINATES.matcher(model).matches();
  }

  /**
   * Finds the model.
   *
   * @param parameter the parameter's name in messages
   * @param model the parameter's value
   * @param base the directory of a relative path
   * @throws InvalidInputException if there is no such folder or zip, or Maven cannot resolve the
   *     coordinates
   */
  public Located locate(String parameter, String model, Path base) throws IOException {
    if (isPublished(model)) {
      return resolve(parameter, model);
    }
    try {
      Path path = base.resolve(model);
      if (Files.exists(path)) {
        return new Located(String.valueOf(path.toAbsolutePath().normalize().getFileName()), path);
      }
    } catch (InvalidPathException e) {
      // the exception below names the value
    }
    throw new InvalidInputException(
        "%s is '%s', which does not exist: name the folder or the zip of a model, or its groupId:artifactId:version or groupId:artifactId:zip:classifier:version"
            .formatted(parameter, model));
  }

  private Located resolve(String parameter, String coordinates) throws IOException {
    // DefaultArtifact reads groupId:artifactId:extension:classifier:version; without an extension
    // it would take jar.
    DefaultArtifact artifact =
        new DefaultArtifact(
            coordinates.contains(":zip:")
                ? coordinates
                : coordinates.replaceFirst(":([^:]*)$", ":zip:$1"));
    try {
      Artifact found =
          system
              .resolveArtifact(session, new ArtifactRequest(artifact, repositories, null))
              .getArtifact();
      String name = coordinates.replaceFirst(":(?:RELEASE|LATEST)$", ":" + found.getVersion());
      return new Located(name, found.getFile().toPath());
    } catch (ArtifactResolutionException e) {
      throw new InvalidInputException(
          "%s is %s, which Maven cannot resolve (%s): correct the coordinates, install that model first, or make it a dependency if it is a module of this build"
              .formatted(parameter, coordinates, e.getMessage()),
          e);
    }
  }
}
