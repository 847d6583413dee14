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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file that one user of it at a time holds, and that says who that is. The system takes it from a
 * process that ends, however that ends; the file itself stays.
 */
public final class LockFile implements AutoCloseable {
  private static final long POLL_MILLISECONDS = 100;

  /** Of the byte that is locked: what Windows locks nobody can read, and the rest is to be read. */
  private static final long POSITION = Long.MAX_VALUE - 1;

  private final Path file;
  private final FileChannel channel;
  private final @Nullable Object key;

  private LockFile(Path file, FileChannel channel, @Nullable Object key) {
    this.file = file;
    this.channel = channel;
    this.key = key;
  }

  /**
   * Takes the file, and waits as long as another process, or another thread of this one, has it.
   *
   * @param waiting is told once, before the wait, who has it: {@code process 4711 on ci-3, since
   *     2026-11-23T09:00:00Z}
   */
  public static LockFile take(Path file, Consumer<String> waiting) throws IOException {
    Files.createDirectories(file.getParent());
    // It is read, and tried again, through this one channel: to close another one of the same file
    // would take the lock from whoever has it in this process.
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean told = false;
    while (!tryLock(file, channel)) {
      if (!told) {
        waiting.accept(read(channel));
        told = true;
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

  private static boolean tryLock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock(POSITION, 1, false);
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // another thread has it
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be locked (%s): use a file system that has locks"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private static String read(FileChannel channel) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(1000);
    int length = channel.read(content, 0);
    return length <= 0
        ? "another process" // which is about to write who it is
        : new String(content.array(), 0, length, StandardCharsets.UTF_8).strip();
  }

  private static String self() {
    return "process %d on %s, since %s\n"
        .formatted(
            ProcessHandle.current().pid(), host(), Instant.now().truncatedTo(ChronoUnit.SECONDS));
  }

  /** Not asked of the network, which may take long to know. */
  private static String host() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException e) {
      String name = System.getenv("COMPUTERNAME");
      return name == null ? "this machine" : name;
    }
  }

  /**
   * Whether the file is still where it was; otherwise others may have taken another in its place.
   */
  public boolean isInPlace() throws IOException {
    return Objects.equals(key, key(file));
  }

  /** Tells files of one name apart, where the system can. */
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
