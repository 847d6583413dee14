package org.snowbert.maven;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;
import org.eclipse.aether.transfer.NoTransporterException;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.NotFoundException;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.Transport;

/**
 * Downloads through Maven's resolver, as if the file's folder were a repository whose id is the
 * source's: the session's mirrors, proxies and servers hold.
 */
final class ResolverTransport implements Transport {
  private final RepositorySystem system;
  private final TransporterProvider transporters;
  private final RepositorySystemSession session;

  ResolverTransport(
      RepositorySystem system, TransporterProvider transporters, RepositorySystemSession session) {
    this.system = system;
    this.transporters = transporters;
    this.session = session;
  }

  @Override
  public void get(Source source, URI url, Path destination) throws IOException {
    URI folder = url.resolve(".");
    RemoteRepository repository = repository(source, folder);
    String place = describe(url, repository);
    if (repository.isBlocked()) {
      throw new InvalidInputException(
          "source %s: Maven's mirror %s blocks %s: use https:, or exclude the id %s from its mirrorOf"
              .formatted(source.id(), repository.getId(), url, source.id()));
    }
    try (Transporter transporter = transporters.newTransporter(session, repository)) {
      download(transporter, folder.relativize(url), destination, source, place);
    } catch (NoTransporterException e) {
      throw new InvalidInputException(
          "source %s: Maven has no transport for %s: use https: or file:"
              .formatted(source.id(), place),
          e);
    }
  }

  private RemoteRepository repository(Source source, URI folder) {
    RemoteRepository own =
        new RemoteRepository.Builder(source.id(), "default", folder.toString()).build();
    return system.newResolutionRepositories(session, List.of(own)).get(0);
  }

  private static void download(
      Transporter transporter, URI location, Path destination, Source source, String place)
      throws IOException {
    try {
      transporter.get(new GetTask(location).setDataFile(destination.toFile()));
    } catch (Exception e) { // the resolver declares no less
      if (transporter.classify(e) == Transporter.ERROR_NOT_FOUND) {
        throw new NotFoundException(
            "source %s: there is no %s: correct the source's url, or name a copy with -Dsnowbert.mirror"
                .formatted(source.id(), place),
            e);
      }
      throw new IOException(e.getMessage() + " from " + place, e);
    }
  }

  private static String describe(URI url, RemoteRepository repository) {
    return repository.getMirroredRepositories().isEmpty()
        ? url.toString()
        : "%s (through the mirror %s of settings.xml, %s)"
            .formatted(url, repository.getId(), repository.getUrl());
  }
}
