package org.snowbert.jobs;

import java.nio.file.Path;

/** The folder that the step {@code mask} writes. */
public record MaskedFolder(Path path) {
  /** The masked training sentences, if masking is static. */
  public Path train() {
    return path.resolve("train.safetensors");
  }

  /** The masked validation sentences; the file may have none. */
  public Path validation() {
    return path.resolve("validation.safetensors");
  }
}
