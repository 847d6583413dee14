package org.snowbert.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Lists, deletes and replaces whole folders. */
public final class Folders {
  private Folders() {}

  /** The regular files at or under a path, sorted; empty if the path does not exist. */
  public static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    return walk(root).stream().filter(Files::isRegularFile).sorted().toList();
  }

  private static List<Path> walk(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.toList();
    } catch (UncheckedIOException e) { // for example if a file was deleted meanwhile
      throw e.getCause();
    }
  }

  /** Deletes a folder with its content, if it exists. Links are not followed. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    for (Path path : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /**
   * Moves a finished folder to its place, where it replaces an older folder. Its content is forced
   * to the disk first, so that even a loss of power leaves no half of it there.
   */
  public static void replace(Path finished, Path target) throws IOException {
    sync(finished);
    delete(target);
    Files.move(finished, target, StandardCopyOption.ATOMIC_MOVE);
    Path parent = target.getParent();
    if (parent != null) {
      syncFolder(parent);
    }
  }

  private static void sync(Path root) throws IOException {
    for (Path path : walk(root)) {
      if (Files.isDirectory(path)) {
        syncFolder(path);
      } else {
        sync(path, StandardOpenOption.WRITE);
      }
    }
  }

  /**
   * Gives a file a second name, which takes no room. The file must never change, because it changes
   * under both names. On another file system the second name is a copy.
   */
  public static void linkOrCopy(Path file, Path copy) throws IOException {
    try {
      Files.createLink(copy, file);
    } catch (UnsupportedOperationException | FileSystemException e) { // on another file system
      Files.copy(file, copy);
    }
  }

  /** Forces a folder's list of names to the disk; only POSIX systems can open a folder. */
  private static void syncFolder(Path folder) throws IOException {
    if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      sync(folder, StandardOpenOption.READ);
    }
  }

  private static void sync(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
