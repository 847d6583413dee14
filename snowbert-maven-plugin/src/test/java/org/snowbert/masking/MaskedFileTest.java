package org.snowbert.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.text.Vocabulary;
import org.snowbert.tokens.TokenFile;

class MaskedFileTest {
  private static final Vocabulary VOCABULARY =
      Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "私", "は", "猫", "犬", "。"));
  private static final Masker MASKER =
      new Masker(
          new MaskSettings(
              Masking.DYNAMIC, 0.15, 0.15, false, Replacement.BERT, Labels.MASKED, true, 42),
          VOCABULARY);
  private static final int SENTENCES = 300;

  private final Path tokenFile;
  private final Path maskedFile;

  MaskedFileTest(@TempDir Path directory) {
    this.tokenFile = directory.resolve("tokens.safetensors");
    this.maskedFile = directory.resolve("masked.safetensors");
  }

  /** The sentences are equal, but every second one is a token shorter. */
  @BeforeEach
  void writeTokens() throws IOException {
    int tokens = SENTENCES / 2 * (6 + 5);
    ByteBuffer ids = ByteBuffer.allocate(tokens * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    ByteBuffer offsets =
        ByteBuffer.allocate((SENTENCES + 1) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < SENTENCES; i++) {
      offsets.putLong(ids.position() / Integer.BYTES);
      for (int id : i % 2 == 0 ? new int[] {2, 5, 6, 7, 9, 3} : new int[] {2, 5, 6, 8, 3}) {
        ids.putInt(id);
      }
    }
    offsets.putLong(tokens);
    new SafeTensorsWriter()
        .add("input_ids", DType.I32, new long[] {tokens}, ids::flip)
        .add("offsets", DType.I64, new long[] {SENTENCES + 1}, offsets::flip)
        .write(tokenFile);
  }

  @Test
  void everySentenceIsMaskedFromItsOwnStream() throws IOException {
    TokenFile tokens = TokenFile.open(tokenFile);
    MaskedFile.write(maskedFile, tokens, MASKER, 42, "validation");

    MaskedFile masked = MaskedFile.open(maskedFile);

    assertThat(masked.sentences()).isEqualTo(SENTENCES);
    assertThat(masked.tokens()).isEqualTo(tokens.tokens());
    for (int i = 0; i < SENTENCES; i++) {
      int[] ids = new int[8];
      int[] labels = new int[8];
      int[] expectedIds = new int[8];
      int[] expectedLabels = new int[8];
      assertThat(masked.length(i)).isEqualTo(tokens.length(i));
      masked.read(i, ids, labels, 1);
      tokens.read(i, expectedIds, 1);
      MASKER.mask(
          RandomStream.of(42, "validation", i),
          expectedIds,
          expectedLabels,
          1,
          1 + tokens.length(i));
      assertThat(ids).isEqualTo(expectedIds);
      assertThat(labels).isEqualTo(expectedLabels);
    }
  }

  @Test
  void theSameSeedGivesTheSameBytesAndAnotherSeedOthers() throws IOException {
    TokenFile tokens = TokenFile.open(tokenFile);
    MaskedFile.write(maskedFile, tokens, MASKER, 42, "validation");
    byte[] first = Files.readAllBytes(maskedFile);

    MaskedFile.write(maskedFile, tokens, MASKER, 42, "validation");
    assertThat(maskedFile).hasBinaryContent(first);

    MaskedFile.write(maskedFile, tokens, MASKER, 43, "validation");
    assertThat(Files.readAllBytes(maskedFile)).isNotEqualTo(first);
  }

  @Test
  void aFileWithoutLabelsIsRefused() {
    assertThatThrownBy(() -> MaskedFile.open(tokenFile))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(tokenFile.toString(), "labels");
  }
}
