package org.snowbert.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file system in memory, of a given size or without the right to execute. Only root on Linux may
 * mount it.
 */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder and mounts a disk on it. If that is not allowed, the test is skipped. */
  public static SmallDisk mount(Path folder, int kilobytes) throws IOException {
    return mountWith(folder, "size=" + kilobytes + "k");
  }

  /** Makes a folder and mounts a disk on it that executes no file. */
  public static SmallDisk mountNoexec(Path folder) throws IOException {
    return mountWith(folder, "noexec");
  }

  private static SmallDisk mountWith(Path folder, String options) throws IOException {
    Files.createDirectories(folder);
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString()),
        "mounting is not allowed here");
    return new SmallDisk(folder);
  }

  /** Makes the disk larger. */
  public void grow(int kilobytes) throws IOException {
    if (!run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString())) {
      throw new IOException(folder + " does not grow");
    }
  }

  /** Unmounts the disk at once, even while the garbage collector has not freed mapped files. */
  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }

  private static boolean run(String... command) throws IOException {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } catch (IOException e) {
      return false; // this system has no such command
    }
  }
}
