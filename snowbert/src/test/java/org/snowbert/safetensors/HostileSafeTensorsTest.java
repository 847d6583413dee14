package org.snowbert.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;

/** Headers made to break their reader, in a small heap. */
@Tag("fuzz")
final class HostileSafeTensorsTest {
  private static final int LARGEST = 4 << 20;

  private Path file;

  @BeforeEach
  void name(@TempDir Path folder) {
    file = folder.resolve("hostile.safetensors");
  }

  private void write(String header, int data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    Files.write(
        file,
        ByteBuffer.allocate(Long.BYTES + json.length + data)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(json.length)
            .put(json)
            .array());
  }

  private void assertRefused() {
    assertThatThrownBy(() -> SafeTensorsFile.open(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString())
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1000));
  }

  /** A tree of this header would take a gigabyte. */
  @Test
  void aShapeOfMillionsIsRefused() throws IOException {
    write("{\"w\":{\"shape\":[" + "0,".repeat((LARGEST - 100) / 2) + "0]}}", 0);
    assertRefused();
  }

  @Test
  void nestingIsNotFollowed() throws IOException {
    write("{\"w\":{\"x\":" + "[".repeat(LARGEST - 100), 0);
    assertRefused();
  }

  @Test
  void aNameOfMegabytesIsNotQuoted() throws IOException {
    write("{\"" + "雪".repeat((LARGEST - 100) / 3) + "\":1}", 0);
    assertRefused();
  }

  @Test
  void aHeaderOfGigabytesIsRefused() throws IOException {
    write("{}", 0);
    try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
      channel.write(
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(3L << 30).flip());
      channel.position(5L << 30).write(ByteBuffer.allocate(1)); // a hole takes no disk space
    }
    assertRefused();
  }

  /** A process may have few mappings: 65,530 on Linux. */
  @Test
  void moreTensorsThanMappingsAreRead() throws IOException {
    int tensors = 66_000;
    StringBuilder header = new StringBuilder("{");
    for (int i = 0; i < tensors; i++) {
      header.append(i == 0 ? "" : ",").append('"').append(i);
      header.append("\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[");
      header.append(i).append(',').append(i + 1).append("]}");
    }
    write(header.append('}').toString(), tensors);
    assertThat(SafeTensorsFile.open(file).bytes("65999").remaining()).isEqualTo(1);
  }
}
