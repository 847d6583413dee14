package org.snowbert.jobs;

import java.nio.file.Path;

/**
 * The file of a job's request as JSON, and the files beside it.
 *
 * @param path absolute
 */
public record RequestFile(Path path) {
  /** The sentence that says why the job failed. */
  public Path failure() {
    return beside(".failure");
  }

  /** The report of a job that leaves one, as JSON. */
  public Path report() {
    return beside(".report");
  }

  /** The arguments of {@code java}. */
  public Path arguments() {
    return beside(".args");
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** The file that the process of a job holds: the process may live on for a while after Maven. */
  public Path lock() {
    return path.resolveSibling("lock");
  }
}
