package org.snowbert.goals.resolver;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.codehaus.plexus.configuration.xml.XmlPlexusConfiguration;
import org.eclipse.aether.DefaultRepositorySystemSession;
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
import org.snowbert.internal.Excerpt;

/**
 * Downloads through Maven's resolver. The file's folder is the address of a repository that has the
 * source's id, so that the mirrors, proxies and servers of settings.xml apply.
 */
public final class ResolverTransport implements Transport {
  /** How long a server may be silent. */
  private static final Duration SILENCE = Duration.ofMinutes(1);

  /** The names of that time, up to Maven 3.9 and since Maven 4. */
  private static final List<String> TIMEOUTS =
      List.of("aether.connector.requestTimeout", "aether.transport.http.requestTimeout");

  private static final String WAGON = "aether.connector.wagon.config.";

  /** The transport of Maven 3.8. */
  private static final String WAGON_TRANSPORTER = "WagonTransporter";

  // The transports of the Maven versions throw different exceptions with these words in common.
  private static final Pattern PROXY = Pattern.compile("\\b407\\b|(?i:proxy auth)");
  private static final Pattern REFUSED = Pattern.compile("\\b40[13]\\b");

  private final RepositorySystem system;
  private final TransporterProvider transporters;
  private final RepositorySystemSession session;
  private final Consumer<String> log;

  /**
   * A transport.
   *
   * @param log takes the lines about the progress of a download
   */
  public ResolverTransport(
      RepositorySystem system,
      TransporterProvider transporters,
      RepositorySystemSession session,
      Consumer<String> log) {
    this.system = system;
    this.transporters = transporters;
    this.session = session;
    this.log = log;
  }

  /**
   * A session that waits one minute for a silent server, not half an hour as Maven does. A time
   * that the user has set remains.
   */
  private RepositorySystemSession impatient(RemoteRepository repository) {
    DefaultRepositorySystemSession impatient = new DefaultRepositorySystemSession(session);
    Map<String, Object> userSettings = session.getConfigProperties();
    Object silence =
        TIMEOUTS.stream()
            .map(userSettings::get)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse((int) SILENCE.toMillis());
    TIMEOUTS.forEach(name -> impatient.setConfigProperty(name, silence));
    if (!userSettings.containsKey(WAGON + repository.getId())) { // Maven 3.8 reads the time there
      PlexusConfiguration wagon = new XmlPlexusConfiguration("configuration");
      wagon.addChild("readTimeout", silence.toString());
      impatient.setConfigProperty(WAGON + repository.getId(), wagon);
    }
    return impatient;
  }

  @Override
  public void get(Source source, URI url, Path destination) throws IOException {
    URI folder = url.resolve(".");
    RemoteRepository repository = repository(source, folder);
    String place = describe(url, repository);
    if (repository.isBlocked()) {
      throw new InvalidInputException(
          "source %s: Maven's mirror %s blocks %s: use https:, or exclude the id %s from its mirrorOf"
              .formatted(source.id(), repository.getId(), Source.shown(url), source.id()));
    }
    try (Transporter transporter = transporters.newTransporter(impatient(repository), repository)) {
      URI location = folder.relativize(url);
      boolean escapes = transporter.getClass().getSimpleName().equals(WAGON_TRANSPORTER);
      download(
          transporter,
          escapes ? unescaped(location, source, place) : location,
          destination,
          source,
          repository,
          place);
    } catch (NotFoundException e) {
      throw repository.getMirroredRepositories().isEmpty() ? e : behindMirror(source, place, e);
    } catch (NoTransporterException e) {
      throw new InvalidInputException(
          "source %s: Maven has no transport for %s: use https: or file:"
              .formatted(source.id(), place),
          e);
    }
  }

  @Override
  public void tell(String line) {
    log.accept(line);
  }

  /**
   * A location for Maven 3.8, whose transport escapes every character of it once more, and a
   * question mark too.
   */
  private static URI unescaped(URI location, Source source, String place) {
    try {
      URI unescaped = new URI(null, null, location.getPath(), null);
      if (location.getRawQuery() == null && !unescaped.toString().contains("%")) {
        return unescaped;
      }
    } catch (URISyntaxException e) {
      // it is refused
    }
    throw new InvalidInputException(
        "source %s: Maven 3.8 cannot ask for %s, because it escapes a query and a blank once more: use Maven 3.9 or later, or name a copy with -Dsnowbert.mirror"
            .formatted(source.id(), place));
  }

  private RemoteRepository repository(Source source, URI folder) {
    RemoteRepository repository =
        new RemoteRepository.Builder(source.id(), "default", folder.toString()).build();
    return system.newResolutionRepositories(session, List.of(repository)).get(0);
  }

  private void download(
      Transporter transporter,
      URI location,
      Path destination,
      Source source,
      RemoteRepository repository,
      String place)
      throws IOException {
    DownloadProgress progress = new DownloadProgress(source.id(), System::nanoTime, log);
    try {
      transporter.get(
          new GetTask(location).setDataFile(destination.toFile()).setListener(progress));
    } catch (Exception e) { // the resolver declares Exception
      if (transporter.classify(e) == Transporter.ERROR_NOT_FOUND) {
        throw new NotFoundException(
            "source %s: there is no %s: correct the source's url, or name a copy with -Dsnowbert.mirror"
                .formatted(source.id(), place),
            e);
      }
      // The messages before the last only name the URL. Some transports name its query, too.
      String reason = Excerpt.reason(e).replaceAll("\\?[^\\s'\"]+", "?…");
      requireCredentials(source, repository, reason, place, e);
      throw new IOException(reason + " from " + place, e);
    }
    if (progress.isCut()) {
      throw new IOException("only %s came from %s".formatted(progress, place));
    }
  }

  /**
   * Ends the attempts if the server or the proxy wants a password: only the user can change that.
   */
  private static void requireCredentials(
      Source source, RemoteRepository repository, String reason, String place, Exception cause) {
    if (PROXY.matcher(reason).find()) {
      throw new InvalidInputException(
          "source %s: the proxy wants a name and a password for %s (%s): give them in its <proxy> in settings.xml"
              .formatted(source.id(), place, reason),
          cause);
    }
    if (REFUSED.matcher(reason).find()) {
      throw new InvalidInputException(
          "source %s: the server refuses %s (%s): give a name and a password in a <server> with the id %s in settings.xml%s"
              .formatted(
                  source.id(),
                  place,
                  reason,
                  repository.getId(), // the mirror's, if there is one
                  repository.getMirroredRepositories().isEmpty() ? "" : ", or " + past(source)),
          cause);
    }
  }

  /** Says how a source gets past a mirror that stands for every repository. */
  private static NotFoundException behindMirror(Source source, String place, Exception cause) {
    return new NotFoundException(
        "source %s: there is no %s: %s, or name a copy with -Dsnowbert.mirror"
            .formatted(source.id(), place, past(source)),
        cause);
  }

  private static String past(Source source) {
    return "let the mirror leave this source alone with <mirrorOf>*,!%s</mirrorOf>"
        .formatted(source.id());
  }

  private static String describe(URI url, RemoteRepository repository) {
    return repository.getMirroredRepositories().isEmpty()
        ? Source.shown(url)
        : "%s (through the mirror %s of settings.xml, %s)"
            .formatted(Source.shown(url), repository.getId(), repository.getUrl());
  }
}
