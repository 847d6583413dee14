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
 * What a file held when it was looked at.
 *
 * @param size in bytes
 * @param modified its last modification, nanoseconds since 1970
 * @param sha256 of its content
 */
public record FileStamp(long size, long modified, String sha256) {
  /** What is not larger is read each time: it costs nothing, and some of it is read as settings. */
  private static final int SMALL = 1 << 16;

  public FileStamp {
    requireNonNull(sha256); // of a state's file, which may be damaged
  }

  /**
   * Stamps a file; its digest is taken over from the known stamp if size and time are unchanged,
   * unless it is small.
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
