package org.snowbert.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

class TokenFileTest {
  private final Path directory;
  private final Path file;

  TokenFileTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("train.safetensors");
  }

  @Test
  void sentencesAreReadAsTheyWereAppended() throws IOException {
    int many = 100_000; // more than any buffer holds
    try (TokenFileWriter writer = new TokenFileWriter(file)) {
      for (int i = 0; i < many; i++) {
        writer.append(new int[] {2, i, 3, -1}, i % 2 == 0 ? 3 : 2);
      }
      writer.finish();
    }

    TokenFile tokens = TokenFile.open(file);

    assertThat(tokens.sentences()).isEqualTo(many);
    assertThat(tokens.tokens()).isEqualTo(many / 2 * 5L);
    int[] into = new int[5];
    for (int i = 0; i < many; i++) {
      tokens.read(i, into, 1);
      assertThat(into[1]).isEqualTo(2);
      assertThat(into[2]).isEqualTo(i);
    }
    assertThat(tokens.length(0)).isEqualTo(3);
    assertThat(tokens.length(many - 1)).isEqualTo(2);
    assertThat(directory.toFile().list()).containsExactly("train.safetensors");
  }

  @ParameterizedTest
  @CsvSource({"0, 2, 1", "1, 2, 3", "0, 5, 3"})
  void offsetsThatDoNotFitAreRefused(long first, long second, long third) throws IOException {
    ByteBuffer offsets = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
    offsets.asLongBuffer().put(new long[] {first, second, third});
    new SafeTensorsWriter()
        .add("input_ids", DType.I32, new long[] {3}, () -> ByteBuffer.allocate(12))
        .add("offsets", DType.I64, new long[] {3}, () -> offsets)
        .write(file);

    assertThatThrownBy(() -> TokenFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(file.toString(), "offsets", "snowbert:tokenize");
  }

  @Test
  void otherTypesAreRefused() throws IOException {
    new SafeTensorsWriter()
        .add("input_ids", DType.I64, new long[] {0}, () -> ByteBuffer.allocate(0))
        .add("offsets", DType.I64, new long[] {1}, () -> ByteBuffer.allocate(8))
        .write(file);

    assertThatThrownBy(() -> TokenFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("not I32");
  }
}
