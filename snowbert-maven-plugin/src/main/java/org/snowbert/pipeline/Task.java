package org.snowbert.pipeline;

import java.io.IOException;
import java.nio.file.Path;

/** How a step is done. */
interface Task {
  /** Adds everything that decides what the step makes. */
  void describe(Fingerprint fingerprint) throws IOException;

  /** The file or directory that the step makes; all that lies there is its. */
  Path output();

  /** Does the step and says in a line what came of it. */
  void run(Fingerprint fingerprint) throws IOException;
}
