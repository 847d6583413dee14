package org.snowbert.corpus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.snowbert.incremental.LockFile;
import org.snowbert.internal.FullDiskException;

/** Brings a source's file over the network: one build at a time, several attempts. */
final class Download {
  /** Waits; tests do not. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Locked {
    Path run() throws IOException;
  }

  /** Between one attempt and the next. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9));

  /** What is asked of a file that came. */
  @FunctionalInterface
  interface Check {
    void check(Path file) throws IOException;
  }

  private final Transport transport;
  private final Pause pause;

  Download(Transport transport, Pause pause) {
    this.transport = transport;
    this.pause = pause;
  }

  /** Runs while no other build, of this process or another, does so for the same file. */
  @SuppressWarnings("try") // the lock is only held
  Path locked(Source source, Path file, Locked work) throws IOException {
    // A file of its own, which stays: Windows lets nobody else write a file that is locked.
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (LockFile lock =
        LockFile.take(
            lockFile,
            holder ->
                transport.tell(
                    "source %s: waits for %s, which downloads it too"
                        .formatted(source.id(), holder)))) {
      return work.run();
    }
  }

  /**
   * Downloads the file, in as many attempts as it takes.
   *
   * <p>A cut download starts afresh: the resolver's transports throw away what they have of it.
   *
   * @param check fails where what came is not the file
   */
  void fetch(Source source, URI url, Path destination, Check check) throws IOException {
    Iterator<Duration> pauses = PAUSES.iterator();
    while (true) {
      try {
        transport.get(source, url, destination);
        check.check(destination);
        transport.tell(
            "source %s: %,d bytes from %s".formatted(source.id(), Files.size(destination), url));
        return;
      } catch (NotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (FullDiskException.isFull(e, destination)) { // it will be as full
          throw FullDiskException.explained(e, destination, destination.toFile().length());
        }
        if (!pauses.hasNext()) {
          throw new IOException(
              "source %s did not come in %d attempts (%s): try again later, or name a copy with -Dsnowbert.mirror"
                  .formatted(source.id(), PAUSES.size() + 1, e.getMessage()),
              e);
        }
        Duration rest = pauses.next();
        transport.tell(
            "source %s: %s; trying again in %d s"
                .formatted(source.id(), e.getMessage(), rest.toSeconds()));
        rest(rest);
      }
    }
  }

  private void rest(Duration time) throws IOException {
    try {
      pause.pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the download was interrupted").initCause(e);
    }
  }
}
