package org.snowbert.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes files that appear whole or not at all. */
public final class AtomicFiles {
  /** Writes the content of a file that still has a temporary name. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes a temporary file beside the file, then moves it into place.
   *
   * @throws FullDiskException if the disk has no room for the file
   */
  public static void write(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      content.writeTo(temporary);
      move(temporary, file);
    } catch (IOException e) {
      throw FullDiskException.orSame(e, file, temporary.toFile().length());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes a text in UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, temporary -> Files.writeString(temporary, text));
  }

  /** Puts a file in the place of another one in a single step. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
