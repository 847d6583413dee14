package org.snowbert.corpus.formats;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Reads a text that has one sentence a line. */
public final class LinesReader {
  private LinesReader() {}

  /** Gives every line to {@code texts}, in the order of the file. */
  public static Extent read(Path file, Consumer<String> texts) throws IOException {
    int rows = 0;
    try (Utf8Reader text = Utf8Reader.open(file);
        BufferedReader lines = new BufferedReader(text)) {
      for (String line; (line = lines.readLine()) != null; text.beginRecord()) {
        texts.accept(line);
        rows++;
      }
    }
    return Extent.ofText(rows);
  }
}
