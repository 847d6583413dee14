package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;

class VocabularyTest {
  private final Path file;

  VocabularyTest(@TempDir Path directory) {
    this.file = directory.resolve("vocab.txt");
  }

  @Test
  void idsArePlacesAndSpecialTokensAreFoundByName() {
    Vocabulary vocabulary =
        Vocabulary.of(
            List.of("[unused0]", "[MASK]", "猫", "##た", "[SEP]", "[CLS]", "[UNK]", "[PAD]"));

    assertThat(vocabulary.size()).isEqualTo(8);
    assertThat(vocabulary.id("猫")).isEqualTo(2);
    assertThat(vocabulary.token(3)).isEqualTo("##た");
    assertThat(vocabulary.id("犬")).isEqualTo(-1);
    assertThat(vocabulary.isContinuation(3)).isTrue();
    assertThat(vocabulary.isContinuation(2)).isFalse();
    assertThat(vocabulary.mask()).isEqualTo(1);
    assertThat(vocabulary.pad()).isEqualTo(7);
    assertThat(vocabulary.isSpecial(7)).isTrue();
    assertThat(vocabulary.isSpecial(0)).isFalse();
  }

  @Test
  void aFileIsReadAsItWasWritten() throws IOException {
    Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n😀\n");
    byte[] before = Files.readAllBytes(file);

    Vocabulary.read(file).write(file);

    assertThat(file).hasBinaryContent(before);
  }

  @Test
  void windowsLineEndsAndAByteOrderMarkAreNoPartOfTokens() throws IOException {
    List<String> tokens = List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "語");
    Files.writeString(file, "\ufeff" + String.join("\r\n", tokens) + "\r\n");
    assertThat(Vocabulary.read(file)).isEqualTo(Vocabulary.of(tokens));
    assertThat(Vocabulary.read(file)).isNotEqualTo(Vocabulary.of(tokens.subList(0, 5)));
  }

  @Test
  void aMissingSpecialTokenIsNamed() throws IOException {
    Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n猫\n");

    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("[MASK]", file.toString());
  }

  @Test
  void emptyAndRepeatedLinesAreNamed() throws IOException {
    Files.writeString(file, "[PAD]\n[UNK]\n\n[CLS]\n[SEP]\n[MASK]\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("line 3", file.toString(), "empty");

    Files.writeString(file, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n猫\n犬\n猫\n");
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("line 8", "猫", "line 6", file.toString());
  }

  @Test
  void aFileThatIsNoVocabularyOfAnyModelIsRefused() throws IOException {
    Files.writeString(file, "[PAD]\n".repeat(1_000_001));
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), "1,000,000");

    Files.writeString(file, "語".repeat(6_000_000));
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), "16 MB");
  }

  @Test
  void anAbsentFileAndOtherEncodingsAreRefused() throws IOException {
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());

    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
    assertThatThrownBy(() -> Vocabulary.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("UTF-8");
  }
}
