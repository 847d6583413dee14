package org.snowbert.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** A disk has no room for a file. The message names the file, the bytes it needs and those free. */
public final class FullDiskException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A disk with fewer free bytes is full; a file system may keep a few bytes free. */
  private static final int TOO_FEW = 1 << 16;

  /** The messages of operating systems in English. In other languages the free bytes decide. */
  private static final Pattern FULL =
      Pattern.compile("no space left|not enough space|quota exceeded", Pattern.CASE_INSENSITIVE);

  private FullDiskException(Path file, String needed, IOException cause) {
    super(
        "there is no room for %s, which needs %s, while %s are free on its disk: make room there and build again"
            .formatted(file, needed, free(file)),
        cause);
  }

  /**
   * Checks that the disk has room for a file, before it is written.
   *
   * @param needed the size of the file in bytes
   * @throws FullDiskException if the disk has no room for the file
   */
  public static void require(Path file, long needed) throws IOException {
    FileStore disk = Files.getFileStore(existing(file));
    // Unallocated, not usable: root may use the reserved bytes. Some file systems have size 0.
    if (disk.getTotalSpace() > 0 && disk.getUnallocatedSpace() < needed) {
      throw new FullDiskException(file, size(needed), new IOException("the file was not begun"));
    }
  }

  /**
   * The exception to throw for a failed write: a FullDiskException if the disk is full, else the
   * same exception.
   *
   * @param written the bytes of the file that were written before
   */
  public static IOException orSame(IOException e, Path file, long written) {
    boolean full = !(e instanceof FullDiskException) && isFull(e, file);
    return full ? new FullDiskException(file, "more than " + size(written), e) : e;
  }

  /** Does the same for an exception that may name the file. */
  public static IOException orSame(IOException e) {
    if (!(e instanceof FileSystemException failure)) {
      return e;
    }
    // When a file is copied, the other file is the one that was written.
    String file = failure.getOtherFile() == null ? failure.getFile() : failure.getOtherFile();
    return file == null ? e : orSame(e, Path.of(file), Path.of(file).toFile().length());
  }

  /** Whether a write failed because the disk is full. */
  public static boolean isFull(IOException e, Path file) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && FULL.matcher(cause.getMessage()).find()) {
        return true;
      }
    }
    return isFull(file);
  }

  /** Whether the disk of a file is full. */
  public static boolean isFull(Path file) {
    try {
      FileStore disk = Files.getFileStore(existing(file));
      return disk.getTotalSpace() > 0 && disk.getUsableSpace() < TOO_FEW;
    } catch (IOException e) {
      return false;
    }
  }

  private static String free(Path file) {
    try {
      return size(Files.getFileStore(existing(file)).getUsableSpace());
    } catch (IOException e) {
      return "few";
    }
  }

  /** The file, or the nearest folder above it that exists. */
  private static Path existing(Path file) {
    Path path = file.toAbsolutePath();
    while (!Files.exists(path) && path.getParent() != null) {
      path = path.getParent();
    }
    return path;
  }

  private static String size(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
