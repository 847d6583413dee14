package org.snowbert.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.fuzz.Fuzz;

@Tag("fuzz")
final class VocabularyFuzzTest {
  @Test
  void damagedVocabularies(@TempDir Path folder) throws IOException {
    Path whole = folder.resolve("vocab.txt");
    Files.writeString(whole, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n##る\n雪\n降\n𩸽\na\n");
    Fuzz.ofFile(
            whole,
            (file, work) ->
                TokenizerFiles.write(Vocabulary.read(file), TokenizerConfig.JAPANESE, work))
        .run();
  }
}
