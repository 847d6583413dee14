package org.snowbert.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.snowbert.internal.Folders;

/** A folder that only this user can read, and that is deleted when it is closed. */
record TemporaryFolder(Path path) implements AutoCloseable {
  static TemporaryFolder make() throws IOException {
    return new TemporaryFolder(Files.createTempDirectory("snowbert"));
  }

  @Override
  public void close() throws IOException {
    Folders.delete(path);
  }
}
