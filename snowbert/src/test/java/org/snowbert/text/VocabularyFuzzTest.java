package org.snowbert.text;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;

@Tag("fuzz")
final class VocabularyFuzzTest {
  private static final String FILE = "vocab.txt";

  @Test
  void damagedVocabularies(@TempDir Path folder) throws IOException {
    byte[] content =
        "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n##る\n雪\n降\n𩸽\na\n".getBytes(StandardCharsets.UTF_8);
    new Fuzz(
            folder,
            (mutator, input) -> Files.write(input.resolve(FILE), mutator.mutate(content)),
            (input, work) ->
                TokenizerFiles.write(
                    Vocabulary.read(input.resolve(FILE)), Segmentation.JAPANESE, work))
        .run();
  }
}
