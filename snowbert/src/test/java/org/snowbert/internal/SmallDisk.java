package org.snowbert.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a given size in memory. Only root on Linux may mount it. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Makes a folder and mounts a disk on it. If that is not allowed, the test is skipped. */
  public static SmallDisk mount(Path folder, int kilobytes) throws IOException {
    Files.createDirectories(folder);
    String size = "size=" + kilobytes + "k";
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()),
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
