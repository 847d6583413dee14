package org.snowbert.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A zip that others made: what it holds is compared with what its directory says of it, which
 * Java's own reader leaves undone.
 */
public final class CheckedZip implements AutoCloseable {
  /** Neither parameters nor sentences shrink as much: what does, and is larger, fills disks. */
  private static final int LARGEST_RATIO = 100;

  private static final long LARGEST_SMALL = 64 << 20;

  private final ZipFile file;

  /**
   * Opens a zip.
   *
   * @throws ZipException if it is none, or holds far more than it can by rights
   */
  public CheckedZip(Path zip) throws IOException {
    file = new ZipFile(zip.toFile());
    long packed = zip.toFile().length();
    long size = entries().stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
    if (size > LARGEST_SMALL && size / LARGEST_RATIO > packed) {
      file.close();
      throw new ZipException("of %,d bytes it holds %,d".formatted(packed, size));
    }
  }

  /** Its files and folders, in their order. */
  public List<? extends ZipEntry> entries() {
    return Collections.list(file.entries());
  }

  /**
   * Copies a file.
   *
   * @throws ZipException if it has not the length and the checksum that the directory says
   */
  public void copy(ZipEntry entry, OutputStream out) throws IOException {
    long left = entry.getSize();
    try (CheckedInputStream content =
        new CheckedInputStream(file.getInputStream(entry), new CRC32())) {
      byte[] buffer = new byte[1 << 16];
      for (int n = content.read(buffer); n >= 0 && left >= 0; n = content.read(buffer)) {
        left -= n;
        if (left >= 0) {
          out.write(buffer, 0, n);
        }
      }
      if (left != 0 || content.getChecksum().getValue() != entry.getCrc()) {
        throw new ZipException(Excerpt.of(entry.getName()) + " is damaged");
      }
    } catch (EOFException e) {
      throw (ZipException)
          new ZipException(Excerpt.of(entry.getName()) + " is cut off").initCause(e);
    }
  }

  /**
   * Reads all of a zip.
   *
   * @throws ZipException if it is none or damaged
   */
  public static void check(Path zip) throws IOException {
    try (CheckedZip file = new CheckedZip(zip)) {
      for (ZipEntry entry : file.entries()) {
        file.copy(entry, OutputStream.nullOutputStream());
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
