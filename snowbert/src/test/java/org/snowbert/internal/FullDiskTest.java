package org.snowbert.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.safetensors.DType;
import org.snowbert.safetensors.SafeTensorsWriter;

final class FullDiskTest {
  private static final int SIZE = 1000;

  private Path folder;
  private SmallDisk disk;

  @BeforeEach
  void mount(@TempDir Path temporary) throws IOException {
    folder = temporary.resolve("disk");
    disk = SmallDisk.mount(folder, SIZE);
  }

  @AfterEach
  void unmount() throws IOException {
    disk.close();
  }

  private static AbstractThrowableAssert<?, ?> assertFull(ThrowingCallable write) {
    return assertThatThrownBy(write)
        .isInstanceOf(FullDiskException.class)
        .hasMessageContainingAll("there is no room for", "MB are free", "build again");
  }

  private static SafeTensorsWriter tensor(int bytes) {
    return new SafeTensorsWriter()
        .add("a", DType.U8, new long[] {bytes}, () -> ByteBuffer.allocate(bytes));
  }

  @Test
  void tensorsAreNotBegunWithoutRoom() throws IOException {
    Path file = folder.resolve("model.safetensors");
    tensor(500_000).write(file);
    byte[] before = Files.readAllBytes(file);
    assertFull(() -> tensor(2_000_000).write(file))
        .hasMessageContainingAll(file.toString(), "needs 2.0 MB", "0.5 MB are free");
    assertThat(file).hasBinaryContent(before);
    assertThat(folder.toFile().list()).containsExactly("model.safetensors");
    disk.grow(4 * SIZE);
    tensor(2_000_000).write(file);
    assertThat(Files.size(file)).isGreaterThan(2_000_000);
  }

  @Test
  void aFileThatDoesNotFitLeavesTheOldOne() throws IOException {
    Path file = folder.resolve("sentences.txt");
    AtomicFiles.write(file, "雪\n");
    assertFull(() -> AtomicFiles.write(file, "雪".repeat(SIZE * 1000)))
        .hasMessageContainingAll(file.toString(), "needs more than 1.0 MB");
    assertThat(file).hasContent("雪\n");
    assertThat(folder.toFile().list()).containsExactly("sentences.txt");
  }

  @Test
  void aZipThatDoesNotFitLeavesTheOldOne(@TempDir Path other) throws IOException {
    Path zip = folder.resolve("a.zip");
    Path model = Files.createDirectory(other.resolve("model"));
    Files.writeString(model.resolve("config.json"), "{}");
    ModelZip.pack(model, zip, null);
    String before = Sha256.of(zip);
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);
    Files.write(model.resolve("model.safetensors"), noise);
    assertFull(() -> ModelZip.pack(model, zip, null)).hasMessageContaining(zip.toString());
    assertThat(Sha256.of(zip)).isEqualTo(before);
    assertThat(folder.toFile().list()).containsExactly("a.zip");
    disk.grow(4 * SIZE);
    ModelZip.pack(model, zip, null);
    ModelZip.unpack(zip, other.resolve("unpacked"));
    assertThat(other.resolve("unpacked/model.safetensors")).hasBinaryContent(noise);
  }
}
