package org.snowbert.goals.resolver;

import java.io.IOException;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/** Resolves libraries that only some goals need, from the repositories of the build's plugins. */
public record LibraryResolver(
    RepositorySystem system, RepositorySystemSession session, List<RemoteRepository> repositories) {
  /**
   * The jars of the dependencies, and of all that they need.
   *
   * @param what the libraries in a message
   * @throws IOException if Maven cannot resolve them
   */
  List<Artifact> resolve(List<Dependency> dependencies, String what) throws IOException {
    CollectRequest collect = new CollectRequest();
    collect.setRepositories(repositories);
    dependencies.forEach(collect::addDependency);
    try {
      return system
          .resolveDependencies(session, new DependencyRequest(collect, null))
          .getArtifactResults()
          .stream()
          .map(ArtifactResult::getArtifact)
          .toList();
    } catch (DependencyResolutionException e) {
      throw new IOException(
          "Maven cannot resolve %s (%s): %s"
              .formatted(
                  what,
                  e.getMessage(),
                  session.isOffline()
                      ? "run mvn snowbert:resolve once without -o"
                      : "give Maven a repository that has it"),
          e);
    }
  }
}
