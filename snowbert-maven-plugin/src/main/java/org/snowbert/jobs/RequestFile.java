package org.snowbert.jobs;

import java.nio.file.Path;

/**
 * The file with the request of a job as JSON, and the files beside it.
 *
 * @param path the absolute path of the request
 */
public record RequestFile(Path path) {
  /** The file with the sentence that says why the job failed. */
  public Path failure() {
    return beside(".failure");
  }

  /** The file with the report of the job as JSON, if the job writes one. */
  public Path report() {
    return beside(".report");
  }

  /** The file with the arguments of {@code java}. */
  public Path arguments() {
    return beside(".args");
  }

  private Path beside(String suffix) {
    return path.resolveSibling(path.getFileName() + suffix);
  }

  /** The lock that the process of a job holds. The process may outlive Maven for a while. */
  public Path lock() {
    return path.resolveSibling("lock");
  }
}
