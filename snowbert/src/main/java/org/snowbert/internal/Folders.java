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

/** Folders as a whole. */
public final class Folders {
  private Folders() {}

  /** The regular files at or under a path, sorted; none where there is nothing. */
  public static List<Path> files(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of();
    }
    return walk(root).stream().filter(Files::isRegularFile).sorted().toList();
  }

  private static List<Path> walk(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.toList();
    } catch (UncheckedIOException e) { // such as that a file has gone meanwhile
      throw e.getCause();
    }
  }

  /** Deletes a folder and all it holds, where there is one; links are not followed. */
  public static void delete(Path root) throws IOException {
    if (!Files.exists(root)) {
      return;
    }
    for (Path path : walk(root).stream().sorted(Comparator.reverseOrder()).toList()) {
      Files.delete(path);
    }
  }

  /**
   * Puts a finished folder in the place of an older one, if there is one. It is on the disk before
   * it is in its place: not even a loss of power leaves half of it there.
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

  /** Its list of names; only POSIX systems open a folder for that. */
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
