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

/** Downloads the file of a source: one build at a time, in several attempts. */
final class Download {
  /** Waits between two attempts; tests only note the time. */
  @FunctionalInterface
  interface Pause {
    void pause(Duration time) throws InterruptedException;
  }

  /** Fills the cache while this build holds the lock. */
  @FunctionalInterface
  interface LockedWork {
    Path run() throws IOException;
  }

  /** The pauses between the attempts. */
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofSeconds(9));

  /** Checks a downloaded file. */
  @FunctionalInterface
  interface Check {
    /**
     * Checks the file.
     *
     * @throws IOException if it is not the source's file; its message is the reason
     */
    void check(Path file) throws IOException;
  }

  private final Transport transport;
  private final Pause pause;

  Download(Transport transport, Pause pause) {
    this.transport = transport;
    this.pause = pause;
  }

  /**
   * Runs the work while no other build, of this process or another, runs it for the same file.
   *
   * @return the file that the work gives
   */
  @SuppressWarnings("try") // nothing uses the lock; it is only held
  Path withLock(Source source, Path file, LockedWork work) throws IOException {
    // Windows lets nobody write a locked file, so the lock is on another file, which stays.
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
   * Downloads a file. An attempt that fails is repeated a few times, from the first byte: the
   * resolver's transports delete the part of a file that they have.
   *
   * @param check fails if the downloaded file is not the source's
   * @throws NotFoundException if the server has no such file; there is no other attempt
   * @throws FullDiskException if the disk has no room for the file; there is no other attempt
   * @throws IOException if every attempt failed
   */
  void fetch(Source source, URI url, Path destination, Check check) throws IOException {
    Iterator<Duration> pauses = PAUSES.iterator();
    while (true) {
      try {
        transport.get(source, url, destination);
        check.check(destination);
        transport.tell(
            "source %s: %,d bytes from %s"
                .formatted(source.id(), Files.size(destination), Source.shown(url)));
        return;
      } catch (NotFoundException e) {
        throw e;
      } catch (IOException e) {
        if (FullDiskException.isFull(e, destination)) { // another attempt would find it as full
          throw FullDiskException.orSame(e, destination, destination.toFile().length());
        }
        if (!pauses.hasNext()) {
          throw new IOException(
              "source %s could not be downloaded in %d attempts (%s): try again later, or name a copy with -Dsnowbert.mirror"
                  .formatted(source.id(), PAUSES.size() + 1, e.getMessage()),
              e);
        }
        Duration time = pauses.next();
        transport.tell(
            "source %s: %s: trying again in %d s"
                .formatted(source.id(), e.getMessage(), time.toSeconds()));
        waitFor(time);
      }
    }
  }

  private void waitFor(Duration time) throws IOException {
    try {
      pause.pause(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("the download was interrupted").initCause(e);
    }
  }
}
