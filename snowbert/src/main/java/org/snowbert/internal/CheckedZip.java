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
 * A zip that somebody else made. It compares each file with the length and the checksum in the
 * zip's directory, which Java's own reader does not do.
 */
public final class CheckedZip implements AutoCloseable {
  /**
   * A model's weights and sentences never compress this well; a larger zip that does would fill the
   * disk.
   */
  private static final int LARGEST_RATIO = 100;

  /** The bytes to which any zip may unpack. */
  private static final long ALWAYS_ALLOWED = 64 << 20;

  private final ZipFile file;

  /**
   * Opens a zip.
   *
   * @throws ZipException if the file is not a zip, or unpacks to more than a hundred times its size
   */
  public CheckedZip(Path zip) throws IOException {
    file = new ZipFile(zip.toFile());
    long packed = zip.toFile().length();
    long size = entries().stream().mapToLong(entry -> Math.max(0, entry.getSize())).sum();
    if (size > ALWAYS_ALLOWED && size / LARGEST_RATIO > packed) {
      file.close();
      throw new ZipException("its %,d bytes unpack to %,d".formatted(packed, size));
    }
  }

  /** The files and folders in the zip, in its order. */
  public List<? extends ZipEntry> entries() {
    return Collections.list(file.entries());
  }

  /**
   * Copies a file of the zip.
   *
   * @throws ZipException if the file does not have the length and the checksum of the directory
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
   * Reads and checks all files of a zip.
   *
   * @throws ZipException if the file is not a zip, or is damaged
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
