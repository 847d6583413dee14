package org.snowbert.internal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file system of a given size, in memory; Linux lets root mount it. */
public final class SmallDisk implements AutoCloseable {
  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Mounts a disk on a folder that is made; where that is not allowed, the test is left out. */
  public static SmallDisk mount(Path folder, int kilobytes) throws IOException {
    Files.createDirectories(folder);
    String size = "size=" + kilobytes + "k";
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", size, "tmpfs", folder.toString()),
        "mounting is not allowed here");
    return new SmallDisk(folder);
  }

  /** Gives it more room. */
  public void grow(int kilobytes) throws IOException {
    if (!run("mount", "-o", "remount,size=" + kilobytes + "k", folder.toString())) {
      throw new IOException(folder + " does not grow");
    }
  }

  /** At once, though files that were mapped are held until the collector comes. */
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
      return false; // there is no such command
    }
  }
}
