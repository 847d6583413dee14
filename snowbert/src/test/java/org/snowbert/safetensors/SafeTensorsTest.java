package org.snowbert.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;

class SafeTensorsTest {
  private final Path directory;

  SafeTensorsTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static ByteBuffer floats(float... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(values);
    return buffer;
  }

  private static ByteBuffer longs(long... values) {
    ByteBuffer buffer =
        ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asLongBuffer().put(values);
    return buffer;
  }

  private static SafeTensorsWriter example() {
    return new SafeTensorsWriter()
        .metadata("format", "pt")
        .add("重み", DType.F32, new long[] {1, 3}, () -> floats(1, -2, 0.5f))
        .add("offsets", DType.I64, new long[] {2}, () -> longs(0, Long.MAX_VALUE))
        .add("nothing", DType.BF16, new long[] {0, 7}, () -> ByteBuffer.allocate(0))
        .add("scalar", DType.U8, new long[0], () -> ByteBuffer.wrap(new byte[] {-1}));
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    Path path = directory.resolve("a.safetensors");
    example().write(path);

    SafeTensorsFile file = SafeTensorsFile.open(path);

    assertThat(file.names()).containsExactly("nothing", "offsets", "scalar", "重み");
    assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
    assertThat(file.type("重み")).isEqualTo(DType.F32);
    assertThat(file.shape("重み")).containsExactly(1, 3);
    assertThat(file.bytes("重み").getFloat(4)).isEqualTo(-2);
    assertThat(file.bytes("offsets").getLong(8)).isEqualTo(Long.MAX_VALUE);
    assertThat(file.shape("nothing")).containsExactly(0, 7);
    assertThat(file.bytes("nothing").remaining()).isZero();
    assertThat(file.shape("scalar")).isEmpty();
    assertThat(file.bytes("scalar").get(0)).isEqualTo((byte) -1);
    assertThat(file.bytes("scalar").isReadOnly()).isTrue();
    assertThat(file.contains("bias")).isFalse();
    assertThat(directory).isDirectoryNotContaining(p -> p.toString().endsWith(".tmp"));
  }

  @Test
  void everyTensorStartsAtAMultipleOfItsElementsSize() throws IOException {
    Path path = directory.resolve("a.safetensors");
    example().write(path);

    byte[] bytes = Files.readAllBytes(path);
    long headerLength = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    String json = new String(bytes, 8, (int) headerLength, StandardCharsets.UTF_8);
    assertThat(headerLength % 8).isZero();
    SafeTensorsHeader header =
        SafeTensorsHeader.parse(json, bytes.length - Long.BYTES - headerLength);
    assertThat(header.tensors().values())
        .allSatisfy(entry -> assertThat(entry.begin() % entry.type().bytes()).isZero());
  }

  @Test
  void theOrderOfTheCallsDoesNotMatter() throws IOException {
    Path one = directory.resolve("one");
    Path other = directory.resolve("other");
    SafeTensorsWriter first = new SafeTensorsWriter();
    SafeTensorsWriter second = new SafeTensorsWriter();
    first.add("a", DType.F32, new long[] {1}, () -> floats(1));
    first.add("b", DType.F32, new long[] {1}, () -> floats(2));
    second.add("b", DType.F32, new long[] {1}, () -> floats(2));
    second.add("a", DType.F32, new long[] {1}, () -> floats(1));
    first.write(one);
    second.write(other);
    assertThat(one).hasSameBinaryContentAs(other);
  }

  @Test
  void aFailedWriteLeavesTheOldFile() throws IOException {
    Path path = directory.resolve("a.safetensors");
    example().write(path);
    byte[] before = Files.readAllBytes(path);
    SafeTensorsWriter tooShort =
        new SafeTensorsWriter().add("w", DType.F32, new long[] {2}, () -> floats(1));

    assertThatThrownBy(() -> tooShort.write(path))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("4 bytes instead of 8");

    assertThat(path).hasBinaryContent(before);
    assertThat(directory.toFile().list()).containsExactly("a.safetensors");
  }

  @Test
  void anUnknownTensorIsNamedWithItsFile() throws IOException {
    Path path = directory.resolve("a.safetensors");
    example().write(path);
    SafeTensorsFile file = SafeTensorsFile.open(path);

    assertThatThrownBy(() -> file.bytes("bias"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("a.safetensors", "bias");
    assertThatThrownBy(() -> file.shape("bias")).isInstanceOf(InvalidInputException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                                                              | JSON object",
        "{\"w\"                                                          | JSON object",
        "{'w':1}                                                         | JSON object",
        "{\"w\":1}                                                       | not a JSON object",
        "{\"w\":{\"dtype\":\"F8\",\"shape\":[2],\"data_offsets\":[0,8]}} | dtype F8",
        "{\"w\":{\"shape\":[2],\"data_offsets\":[0,8]}}                  | lacks its dtype",
        "{\"w\":{\"dtype\":\"F32\",\"data_offsets\":[0,8]}}              | lacks its dtype, shape",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0]}}  | two data_offsets",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,9]}}| outside the file",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}}| outside the file",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,8]}}| 4 bytes, and 8 bytes of data",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[-2],\"data_offsets\":[0,8]}}| whole number",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[0.5],\"data_offsets\":[0,8]}}| whole number",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[1e99],\"data_offsets\":[0,8]}}| whole number",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[\"2\"],\"data_offsets\":[0,8]}}| a number",
        "{\"w\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,8]}}"
            + " | overflows",
        "{\"__metadata__\":{\"format\":1}}                               | lacks a string",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[0,7]}}  | 1 bytes at its end",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[7],\"data_offsets\":[1,8]}}  | does not begin where",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
            + "\"v\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}} | v does not begin where",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},"
            + "\"w\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}} | stands in it twice",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[-1,-8],\"data_offsets\":[0,8]}} | whole number",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[-8,0]}} | whole number",
        "{\"w\":{\"dtype\":\"U8\",\"shape\":[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,"
            + "1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,8],"
            + "\"data_offsets\":[0,8]}} | more than 64 dimensions",
      })
  void aMalformedHeaderIsRefusedWithTheFilesNameAndTheReason(String json, String reason) {
    Path path = raw(json.getBytes(StandardCharsets.UTF_8), json.length(), 8);

    assertThatThrownBy(() -> SafeTensorsFile.open(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("raw.safetensors", reason);
  }

  @Test
  void aHeaderThatIsNotUtf8IsRefused() {
    Path path = raw(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, 7, 0);

    assertThatThrownBy(() -> SafeTensorsFile.open(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("UTF-8");
  }

  @ParameterizedTest
  @CsvSource({"3", "-1", "4194305", "9223372036854775807"})
  void aHeaderLengthThatDoesNotFitIsRefused(long length) {
    Path path = raw(new byte[] {'{', '}'}, length, 0);

    assertThatThrownBy(() -> SafeTensorsFile.open(path))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("header's length");
  }

  @Test
  void anEmptyFileAndAnAbsentOneAreRefused() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty"));

    assertThatThrownBy(() -> SafeTensorsFile.open(empty)).isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> SafeTensorsFile.open(directory.resolve("absent")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("absent");
  }

  private Path raw(byte[] header, long headerLength, int dataLength) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + header.length + dataLength)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(headerLength)
            .put(header);
    try {
      return Files.write(
          directory.resolve("raw.safetensors"), Arrays.copyOf(bytes.array(), bytes.capacity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
