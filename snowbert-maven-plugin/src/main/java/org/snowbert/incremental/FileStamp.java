package org.snowbert.incremental;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Sha256;

/**
 * The size, time and content of a file when it was last read.
 *
 * @param size the size, in bytes
 * @param changed the time of the last change, in nanoseconds since 1970
 * @param sha256 the SHA-256 of the content
 */
public record FileStamp(long size, long changed, String sha256) {
  /**
   * The largest size of a small file, in bytes. Small files are read each time: this is quick, and
   * some of them hold settings.
   */
  private static final int SMALL = 1 << 16;

  public FileStamp {
    requireNonNull(sha256); // Gson reads null from a damaged record
  }

  /** Stamps a file of the user, which may be another file than the known one. */
  static FileStamp ofUser(Path file, @Nullable FileStamp known) throws IOException {
    return of(file, hasTimeOfChange(file) ? known : null);
  }

  /**
   * Stamps a file. If its size and time are those of the known stamp, the digest is taken from
   * there, unless the file is small.
   */
  static FileStamp of(Path file, @Nullable FileStamp known) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    long changed = timeOfChange(file, now).to(TimeUnit.NANOSECONDS);
    if (known != null
        && known.size == now.size()
        && known.changed == changed
        && now.size() > SMALL) {
      return known;
    }
    return new FileStamp(now.size(), changed, Sha256.of(file));
  }

  /**
   * The time of the last change, which no program can set. The time of the last modification is one
   * that a program sets: all files that unzip writes may have the same. It is all that Windows
   * tells.
   */
  private static FileTime timeOfChange(Path file, BasicFileAttributes attributes)
      throws IOException {
    return hasTimeOfChange(file)
        ? (FileTime) Files.getAttribute(file, "unix:ctime")
        : attributes.lastModifiedTime();
  }

  private static boolean hasTimeOfChange(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("unix");
  }
}
