package org.snowbert.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that appear whole or not at all. */
public final class AtomicFiles {
  /** Fills a file that is still under a temporary name. */
  @FunctionalInterface
  public interface Content {
    void writeTo(Path temporary) throws IOException;
  }

  private AtomicFiles() {}

  /**
   * Writes the file beside its place, then into it.
   *
   * @throws FullDiskException if its disk has no room for it
   */
  public static void write(Path file, Content content) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      content.writeTo(temporary);
      move(temporary, file);
    } catch (IOException e) {
      throw FullDiskException.explained(e, file, temporary.toFile().length());
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes the text as UTF-8. */
  public static void write(Path file, String text) throws IOException {
    write(file, temporary -> Files.writeString(temporary, text));
  }

  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
