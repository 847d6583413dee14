package org.snowbert.tokens;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The sentences that the split keeps for validation, in the order of {@code
 * validation.safetensors}.
 */
public final class HeldOutSentences {
  private HeldOutSentences() {}

  /**
   * Finds these sentences in the corpus, by the same split.
   *
   * @param sentences the normalised corpus, one sentence a line
   * @param seed the seed of the split
   * @param validationFraction the expected part of the distinct sentences, in [0, 1)
   */
  public static List<String> read(Path sentences, long seed, double validationFraction)
      throws IOException {
    Split split = new Split(seed, validationFraction);
    try (Stream<String> lines = Files.lines(sentences, StandardCharsets.UTF_8)) {
      return lines.filter(split::isValidation).toList();
    }
  }
}
