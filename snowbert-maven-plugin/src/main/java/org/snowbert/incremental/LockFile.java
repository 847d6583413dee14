package org.snowbert.incremental;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A lock that one holder at a time has, and whose file names the holder. The operating system frees
 * the lock when the process ends, in whatever way it ends; the file stays.
 */
public final class LockFile implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 100;

  /**
   * The position of the byte that is locked. Nobody can read a locked byte on Windows, and the text
   * before it must be readable.
   */
  private static final long POSITION = Long.MAX_VALUE - 1;

  /** What {@link #self} writes. */
  private static final Pattern SELF = Pattern.compile("^process (\\d{1,18}) on (.*), since ");

  private final Path file;
  private final FileChannel channel;
  private final @Nullable Object key;

  private LockFile(Path file, FileChannel channel, @Nullable Object key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the lock, and waits while another process, or another thread of this process, has it.
   *
   * @param waiting receives the holder once, before the wait: {@code process 4711 on ci-3, since
   *     2026-11-23T09:00:00Z}
   */
  public static LockFile take(Path file, Consumer<String> waiting) throws IOException {
    Files.createDirectories(file.getParent());
    // One channel serves to read the file and to lock it: closing another channel of the same file
    // would free the lock of another thread of this process.
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean isReported = false;
    while (!tryLock(file, channel)) {
      if (!isReported) {
        waiting.accept(read(channel));
        isReported = true;
      }
      try {
        Thread.sleep(POLL_MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException)
            new InterruptedIOException("the wait for " + file + " was interrupted").initCause(e);
      }
    }
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(self().getBytes(StandardCharsets.UTF_8)), 0);
    return new LockFile(file, channel, key(file));
  }

  /**
   * Whether another process holds a lock. It must not be a lock that this process may hold, because
   * on POSIX systems this call would free it.
   */
  public static boolean isHeld(Path file) throws IOException {
    if (!Files.exists(file)) {
      return false;
    }
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return !tryLock(file, channel);
    }
  }

  /** The process of this machine that took a lock last; empty if it has ended or is unknown. */
  public static Optional<ProcessHandle> holder(Path file) throws IOException {
    Matcher holder = SELF.matcher(Files.exists(file) ? Files.readString(file) : "");
    return holder.find() && holder.group(2).equals(host())
        ? ProcessHandle.of(Long.parseLong(holder.group(1)))
        : Optional.empty();
  }

  private static boolean tryLock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(POSITION, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread has it
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be locked (%s): use a file system that supports locks"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(1000);
    int length = channel.read(content, 0);
    return length <= 0
        ? "another process" // which has not yet written its name
        : new String(content.array(), 0, length, StandardCharsets.UTF_8).strip();
  }

  private static String self() {
    return "process %d on %s, since %s\n"
        .formatted(
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** The name of this machine, from the system and not from the network, which may answer late. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      String name = System.getenv("COMPUTERNAME");
      return name == null ? "this machine" : name;
    }
  }

  /**
   * Whether the file is still the one that was locked. If it is not, another build may have locked
   * a new file in its place.
   */
  public boolean isInPlace() throws IOException {
    return Objects.equals(key, key(file));
  }

  /**
   * The identity of a file, which a new file of the same name does not have; null on systems
   * without one.
   */
  private static @Nullable Object key(Path file) throws IOException {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    } catch (NoSuchFileException e) {
      return "none";
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
