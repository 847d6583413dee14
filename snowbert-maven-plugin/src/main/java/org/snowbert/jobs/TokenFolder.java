package org.snowbert.jobs;

import java.nio.file.Path;
import org.snowbert.model.ModelFolder;

/** The folder that the step {@code tokenize} writes: the tokenizer's files and the token files. */
public record TokenFolder(Path path) {
  public Path vocabulary() {
    return path.resolve(ModelFolder.VOCABULARY);
  }

  /** The token file of the training sentences. */
  public Path train() {
    return path.resolve("train.safetensors");
  }

  /** The token file of the validation sentences, which may have none. */
  public Path validation() {
    return path.resolve("validation.safetensors");
  }

  /** The numbers of sentences and tokens. */
  public Path counts() {
    return path.resolve("counts.json");
  }
}
