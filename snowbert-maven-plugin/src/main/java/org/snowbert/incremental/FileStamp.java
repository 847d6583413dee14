package org.snowbert.incremental;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.Sha256;

/**
 * The size, time and content of a file when it was last read.
 *
 * @param size the size, in bytes
 * @param modified the time of the last modification, in nanoseconds since 1970
 * @param sha256 the SHA-256 of the content
 */
public record FileStamp(long size, long modified, String sha256) {
  /**
   * The largest size of a small file, in bytes. Small files are read each time: this is quick, and
   * some of them hold settings.
   */
  private static final int SMALL = 1 << 16;

  public FileStamp {
    requireNonNull(sha256); // Gson reads null from a damaged record
  }

  /**
   * Stamps a file. If its size and time are those of the known stamp, the digest is taken from
   * there, unless the file is small.
   */
  static FileStamp of(Path file, @Nullable FileStamp known) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    long modified = now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
    if (known != null
        && known.size == now.size()
        && known.modified == modified
        && now.size() > SMALL) {
      return known;
    }
    return new FileStamp(now.size(), modified, Sha256.of(file));
  }
}
