package org.snowbert.bench;

import java.io.IOException;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.snowbert.safetensors.SafeTensorsFile;

/**
 * The lengths of the sentences in a token file. The plugin's step {@code tokenize} writes such
 * files.
 */
public final class SentenceLengths {
  private SentenceLengths() {}

  /** The tokens of each sentence, {@code [CLS]} and {@code [SEP]} counted. */
  public static int[] read(Path tokens) throws IOException {
    LongBuffer offsets = SafeTensorsFile.open(tokens).bytes("offsets").asLongBuffer();
    return IntStream.range(0, offsets.limit() - 1)
        .map(i -> (int) (offsets.get(i + 1) - offsets.get(i)))
        .toArray();
  }
}
