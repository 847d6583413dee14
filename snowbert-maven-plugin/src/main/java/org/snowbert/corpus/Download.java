package org.snowbert.corpus;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;
import org.snowbert.Sha256;

/**
 * Brings a source's file over the network: one build at a time, several attempts, digest checked.
 */
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
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4), Duration.ofSeconds(15));

  private static final Duration LOCK_POLL = Duration.ofMillis(200);

  private final Transport transport;
  private final Pause pause;

  Download(Transport transport, Pause pause) {
    this.transport = transport;
    this.pause = pause;
  }

  /** Runs while no other build, of this process or another, does so for the same file. */
  Path locked(Path file, Locked work) throws IOException {
    // A file of its own, which stays: Windows lets nobody else write a file that is locked.
    Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      while (!tryLock(channel)) {
        rest(LOCK_POLL);
      }
      return work.run(); // the lock goes with the channel
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread of this Maven holds it
    }
  }

  /**
   * Downloads into {@code part}, which stays after a failure so that the next attempt, even of a
   * later build, can carry on from there.
   *
   * @return {@code part}, complete and with the declared sha256
   */
  Path fetch(Source source, URI url, Path part) throws IOException {
    IOException failure = attempt(source, url, part);
    for (Duration time : PAUSES) {
      if (failure == null) {
        return part;
      }
      rest(time);
      failure = attempt(source, url, part);
    }
    if (failure == null) {
      return part;
    }
    throw new IOException(
        "source %s: %s did not come in %d attempts (%s): try again later, or name a copy with -Dsnowbert.mirror"
            .formatted(source.id(), url, PAUSES.size() + 1, failure.getMessage()),
        failure);
  }

  /** One attempt; returns why another may help, or null when the file is there. */
  private @Nullable IOException attempt(Source source, URI url, Path part) throws IOException {
    boolean resumed = Files.exists(part);
    try {
      transport.get(source, url, part);
    } catch (NotFoundException e) {
      Files.deleteIfExists(part);
      throw e;
    } catch (IOException e) {
      return e;
    }
    if (source.sha256() == null) {
      return null;
    }
    String actual = Sha256.of(part);
    if (actual.equals(source.sha256())) {
      return null;
    }
    Files.delete(part);
    InvalidInputException wrong = wrongDigest(source, url, actual);
    if (resumed) {
      // The first half may be of another day's file: start afresh.
      return new IOException(wrong.getMessage(), wrong);
    }
    throw wrong;
  }

  static InvalidInputException wrongDigest(Source source, URI url, String actual) {
    return new InvalidInputException(
        "source %s: %s has the sha256 %s but %s was declared: if the file is the one you want, set the source's sha256 to the former, or leave it out"
            .formatted(source.id(), url, actual, source.sha256()));
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
