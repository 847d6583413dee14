package org.snowbert.text;

import java.io.IOException;
import java.nio.file.Path;

/** Writes the tokenizer's files, for tests of other packages. */
public final class TokenizerFolder {
  private TokenizerFolder() {}

  /** Writes the files into a folder that exists. */
  public static Path write(Vocabulary vocabulary, Path folder) throws IOException {
    TokenizerFiles.write(vocabulary, TokenizerConfig.JAPANESE, folder);
    return folder;
  }
}
