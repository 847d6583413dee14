package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TokenizerFilesTest {
  /** transformers cuts sentences there, which a model with fewer positions could not read. */
  @Test
  void theLengthIsTheNumberOfPositions(@TempDir Path folder) throws IOException {
    Vocabulary vocabulary =
        Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "a"));
    TokenizerFiles.write(vocabulary, TokenizerConfig.CASED, folder);
    Path file = folder.resolve("tokenizer_config.json");
    String most = Files.readString(file);
    TokenizerFiles.setPositions(folder, 512);
    assertThat(file).hasContent(most);
    TokenizerFiles.setPositions(folder, 128);
    assertThat(file)
        .hasContent(most.replace("\"model_max_length\": 512", "\"model_max_length\": 128"));
    assertThat(TokenizerConfig.read(folder)).isEqualTo(TokenizerConfig.CASED);
  }
}
