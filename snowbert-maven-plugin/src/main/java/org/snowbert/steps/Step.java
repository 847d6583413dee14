package org.snowbert.steps;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.snowbert.incremental.Fingerprint;

/** How a step is done. */
interface Step {
  /** Adds everything that decides what the step makes. */
  void describe(Fingerprint fingerprint) throws IOException;

  /** The files that the step makes, those of them that are there. */
  List<Path> outputs() throws IOException;

  /** What other builds may take instead of doing the step, where that is worth while. */
  default List<Path> kept() throws IOException {
    return outputs();
  }

  /** Does the step and says in a line what came of it. */
  void run(Fingerprint fingerprint) throws IOException;
}
