package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.incremental.Fingerprint;

/** A step of the pipeline. */
interface Step {
  /** Adds everything that decides the result of the step to its fingerprint. */
  void describe(Fingerprint fingerprint) throws IOException;

  /** The files of the step that exist. */
  List<Path> outputs() throws IOException;

  /** The files that the cache stores for other builds, if the step is cached. */
  default List<Path> cachedFiles() throws IOException {
    return outputs();
  }

  /** Runs the step and logs its result in one line. */
  void run(Fingerprint fingerprint) throws IOException;
}
