package org.snowbert.internal;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** A disk has no room for a file: the message names the file, what it needs and what is free. */
public final class FullDiskException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Less than any file of a build, and than what a file system keeps back. */
  private static final int NOTHING = 1 << 16;

  /** As systems say it; where they say it in another language, the room left tells. */
  private static final Pattern FULL =
      Pattern.compile("no space left|not enough space|quota exceeded", Pattern.CASE_INSENSITIVE);

  private FullDiskException(Path file, String needed, IOException cause) {
    super(
        "there is no room for %s, which needs %s, while %s are free on its disk: make room there and build again"
            .formatted(file, needed, free(file)),
        cause);
  }

  /** Requires room before a file of a known size is written. */
  public static void require(Path file, long needed) throws IOException {
    FileStore disk = Files.getFileStore(existing(file));
    // Not what is usable: root may use what is kept back. Some file systems do not tell their size.
    if (disk.getTotalSpace() > 0 && disk.getUnallocatedSpace() < needed) {
      throw new FullDiskException(file, size(needed), new IOException("it was not begun"));
    }
  }

  /**
   * What a failed write is to be told as: itself, if the disk is not full.
   *
   * @param written of the file before it failed
   */
  public static IOException explained(IOException e, Path file, long written) {
    boolean full = !(e instanceof FullDiskException) && isFull(e, file);
    return full ? new FullDiskException(file, "more than " + size(written), e) : e;
  }

  /** The same of an exception that may name the file. */
  public static IOException explained(IOException e) {
    if (!(e instanceof FileSystemException failure)) {
      return e;
    }
    // Of a copy the other one is what is written.
    String file = failure.getOtherFile() == null ? failure.getFile() : failure.getOtherFile();
    return file == null ? e : explained(e, Path.of(file), Path.of(file).toFile().length());
  }

  /** Whether a write failed for want of room. */
  public static boolean isFull(IOException e, Path file) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null && FULL.matcher(cause.getMessage()).find()) {
        return true;
      }
    }
    return isFull(file);
  }

  /** Whether the disk of a file has no room for anything. */
  public static boolean isFull(Path file) {
    try {
      FileStore disk = Files.getFileStore(existing(file));
      return disk.getTotalSpace() > 0 && disk.getUsableSpace() < NOTHING;
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

  /** The file, or the folder that it is to be in. */
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
