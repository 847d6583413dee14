package org.snowbert.goals.resolver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.codehaus.plexus.configuration.PlexusConfiguration;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.PeekTask;
import org.eclipse.aether.spi.connector.transport.PutTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.transfer.NoTransporterException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.NotFoundException;
import org.snowbert.corpus.Source;

class ResolverTransportTest {
  private static final URI ADDRESS = URI.create("https://example.org/a/b/%E9%9B%AA%20c.xlsx?v=1");

  private static final String SHOWN = "https://example.org/a/b/%E9%9B%AA%20c.xlsx?…";
  private static final Source SOURCE =
      new Source("snow", ADDRESS, null, null, null, List.of("文"), null);

  private final List<String> logged = new ArrayList<>();

  /** A transporter that gives the same answer to every request. */
  private static class FakeTransporter implements Transporter {
    private final @Nullable Exception failure;
    private long announced = -1;
    private boolean closed;

    private FakeTransporter(@Nullable Exception failure) {
      this.failure = failure;
    }

    @Override
    public int classify(Throwable error) {
      return error instanceof FileNotFoundException ? ERROR_NOT_FOUND : ERROR_OTHER;
    }

    @Override
    public void get(GetTask task) throws Exception {
      String location = task.getLocation().toString();
      Files.writeString(task.getDataFile().toPath(), location);
      task.getListener().transportStarted(0, announced < 0 ? location.length() : announced);
      task.getListener().transportProgressed(ByteBuffer.allocate(location.length()));
      if (failure != null) {
        throw failure;
      }
    }

    @Override
    public void peek(PeekTask task) {
      throw new AssertionError("only get is needed");
    }

    @Override
    public void put(PutTask task) {
      throw new AssertionError("only get is needed");
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** A resolver with settings that change a repository as the operator does. */
  private static RepositorySystem settings(UnaryOperator<RemoteRepository> settings) {
    return (RepositorySystem)
        Proxy.newProxyInstance(
            RepositorySystem.class.getClassLoader(),
            new Class<?>[] {RepositorySystem.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("newResolutionRepositories");
              return List.of(settings.apply((RemoteRepository) ((List<?>) arguments[1]).get(0)));
            });
  }

  private static RemoteRepository corporate(RemoteRepository repository, boolean blocked) {
    return new RemoteRepository.Builder("corporate", "default", "https://corp.example.org")
        .addMirroredRepository(repository)
        .setBlocked(blocked)
        .build();
  }

  private void get(
      UnaryOperator<RemoteRepository> settings, Transporter transporter, Path destination)
      throws IOException {
    get(settings, transporter, ADDRESS, destination);
  }

  private void get(
      UnaryOperator<RemoteRepository> settings, Transporter transporter, URI url, Path destination)
      throws IOException {
    new ResolverTransport(
            settings(settings),
            (session, repository) -> transporter,
            new DefaultRepositorySystemSession(),
            logged::add)
        .get(SOURCE, url, destination);
  }

  @Test
  void folderIsTheRepositoryAndTheFileItsLocation(@TempDir Path folder) throws IOException {
    FakeTransporter transporter = new FakeTransporter(null);
    get(
        repository -> {
          assertThat(repository.getId()).isEqualTo("snow");
          assertThat(repository.getUrl()).isEqualTo("https://example.org/a/b/");
          return repository;
        },
        transporter,
        folder.resolve("part"));
    assertThat(folder.resolve("part")).hasContent("%E9%9B%AA%20c.xlsx?v=1");
    assertThat(transporter.closed).isTrue();
  }

  /** Maven 3.8 has a transport of this name, which escapes the location once more. */
  private static final class WagonTransporter extends FakeTransporter {
    WagonTransporter() {
      super(null);
    }
  }

  @Test
  void maven38GetsALocationWithoutEscapes(@TempDir Path folder) throws IOException {
    URI snow = URI.create("https://example.org/%E9%9B%AA/%E9%9B%AA.xlsx");
    get(repository -> repository, new WagonTransporter(), snow, folder.resolve("part"));
    assertThat(folder.resolve("part")).hasContent("雪.xlsx");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.xlsx?v=1", "a%20b.xlsx"})
  void maven38CannotAskForEveryAddress(String name, @TempDir Path folder) {
    URI url = URI.create("https://example.org/" + name);
    assertThatThrownBy(
            () ->
                get(repository -> repository, new WagonTransporter(), url, folder.resolve("part")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("Maven 3.8 cannot ask for", "use Maven 3.9", "snowbert.mirror");
  }

  /** Some servers announce more bytes than they send, and some transports accept that. */
  @Test
  void lessThanWasAnnouncedIsNoDownload(@TempDir Path folder) {
    FakeTransporter transporter = new FakeTransporter(null);
    transporter.announced = 3_000_000;
    assertThatThrownBy(() -> get(repository -> repository, transporter, folder.resolve("part")))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContainingAll("only 0.0 of 3.0 MB", SHOWN);
    assertThat(logged).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status code: 407, reason phrase: x", "Proxy Authentication required"})
  void aProxyThatWantsAPasswordIsNotAskedAgain(String answer, @TempDir Path folder) {
    FakeTransporter transporter = new FakeTransporter(new IOException(answer));
    assertThatThrownBy(() -> get(repository -> repository, transporter, folder.resolve("part")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source snow", SHOWN, "<proxy>");
  }

  @Test
  void aServerThatWantsAPasswordIsNotAskedAgain(@TempDir Path folder) {
    FakeTransporter transporter =
        new FakeTransporter(new IOException("HTTP 401 from https://example.org/a?v=1"));
    assertThatThrownBy(() -> get(repository -> repository, transporter, folder.resolve("part")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source snow", SHOWN, "<server> with the id snow")
        .hasMessageNotContaining("v=1");
  }

  @Test
  void aMirrorThatWantsAPasswordIsNamedInTheServer(@TempDir Path folder) {
    FakeTransporter transporter = new FakeTransporter(new IOException("HTTP 403"));
    assertThatThrownBy(
            () ->
                get(
                    repository -> corporate(repository, false),
                    transporter,
                    folder.resolve("part")))
        .hasMessageContainingAll("<server> with the id corporate", "<mirrorOf>*,!snow</mirrorOf>");
  }

  @Test
  void aSilentServerIsWaitedForAMinuteOrAsTheUserSays() {
    DefaultRepositorySystemSession session = new DefaultRepositorySystemSession();
    assertThat(timeouts(session)).containsExactly("60000", "60000", "60000");
    session.setConfigProperty("aether.connector.requestTimeout", "2000");
    assertThat(timeouts(session)).containsExactly("2000", "2000", "2000");
  }

  /** The timeout of a session, as the transports of Maven 3.9 and 4 read it, and Wagon. */
  private List<String> timeouts(RepositorySystemSession session) {
    List<String> asked = new ArrayList<>();
    ResolverTransport transport =
        new ResolverTransport(
            settings(repository -> repository),
            (used, repository) -> {
              Map<String, Object> properties = used.getConfigProperties();
              asked.add(String.valueOf(properties.get("aether.connector.requestTimeout")));
              asked.add(String.valueOf(properties.get("aether.transport.http.requestTimeout")));
              Object wagon = properties.get("aether.connector.wagon.config.snow");
              assertThat(wagon).isInstanceOf(PlexusConfiguration.class);
              asked.add(
                  ((PlexusConfiguration) requireNonNull(wagon))
                      .getChild("readTimeout")
                      .getValue(""));
              throw new NoTransporterException(repository);
            },
            session,
            logged::add);
    assertThatThrownBy(() -> transport.get(SOURCE, ADDRESS, Path.of("part")))
        .isInstanceOf(InvalidInputException.class);
    return asked;
  }

  @Test
  void missingFileIsToldFromOtherFailures(@TempDir Path folder) {
    Path part = folder.resolve("part");
    assertThatThrownBy(
            () ->
                get(
                    repository -> repository,
                    new FakeTransporter(new FileNotFoundException("404")),
                    part))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContainingAll("source snow", SHOWN);
    FakeTransporter cut = new FakeTransporter(new IOException("connection reset"));
    assertThatThrownBy(() -> get(repository -> repository, cut, part))
        .isExactlyInstanceOf(IOException.class)
        .hasMessageContainingAll("connection reset", SHOWN);
    assertThat(cut.closed).isTrue();
  }

  @Test
  void mirrorOfTheSettingsIsNamed(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                get(
                    repository -> corporate(repository, false),
                    new FakeTransporter(new FileNotFoundException("404")),
                    folder.resolve("part")))
        .hasMessageContainingAll(
            SHOWN,
            "the mirror corporate",
            "https://corp.example.org",
            "<mirrorOf>*,!snow</mirrorOf>");
  }

  @Test
  void blockedRepositoryIsNotAsked(@TempDir Path folder) {
    assertThatThrownBy(
            () ->
                get(
                    repository -> corporate(repository, true),
                    new FakeTransporter(null),
                    folder.resolve("part")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source snow", "mirror corporate blocks");
    assertThat(folder.resolve("part")).doesNotExist();
  }

  @Test
  void addressThatMavenCannotReachIsRefused(@TempDir Path folder) {
    ResolverTransport transport =
        new ResolverTransport(
            settings(repository -> repository),
            (session, repository) -> {
              throw new NoTransporterException(repository);
            },
            new DefaultRepositorySystemSession(),
            logged::add);
    assertThatThrownBy(() -> transport.get(SOURCE, ADDRESS, folder.resolve("part")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source snow", SHOWN);
  }
}
