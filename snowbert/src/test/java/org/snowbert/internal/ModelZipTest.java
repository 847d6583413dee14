package org.snowbert.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.fuzz.Zips;

final class ModelZipTest {
  private Path directory;
  private Path model;

  @BeforeEach
  void writeModel(@TempDir Path temporary) throws IOException {
    directory = temporary;
    model = Files.createDirectory(directory.resolve("model"));
    Files.writeString(model.resolve("vocab.txt"), "[PAD]\n");
    Files.writeString(model.resolve("config.json"), "{}");
  }

  @Test
  void theSameFolderGivesTheSameBytesAtAnyTimeInAnyZone() throws IOException {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
      ModelZip.pack(model, directory.resolve("a.zip"), null);
      TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
      Files.setLastModifiedTime(model.resolve("vocab.txt"), FileTime.fromMillis(0));
      ModelZip.pack(model, directory.resolve("b.zip"), null);
    } finally {
      TimeZone.setDefault(zone);
    }
    assertThat(Sha256.of(directory.resolve("b.zip")))
        .isEqualTo(Sha256.of(directory.resolve("a.zip")));
  }

  @Test
  void entriesAreSortedAndCarryTheGivenTime() throws IOException {
    Path zip = directory.resolve("a.zip");
    ModelZip.pack(model, zip, Instant.parse("2026-11-23T00:00:00Z"));
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName)).containsExactly("config.json", "vocab.txt");
      assertThat(file.getEntry("vocab.txt").getTimeLocal())
          .isEqualTo(LocalDateTime.parse("2026-11-23T00:00:00"));
    }
  }

  @Test
  void tensorsAreNotDeflated() throws IOException {
    Path zip = directory.resolve("a.zip");
    byte[] tensors = new byte[10_000];
    Arrays.fill(tensors, (byte) 7);
    Files.write(model.resolve("model.safetensors"), tensors);
    Files.write(model.resolve("model.pt"), tensors);
    Files.write(model.resolve("graph.onnx"), tensors);
    Files.write(model.resolve("model.onnx"), new byte[300_000]);
    ModelZip.pack(model, zip, null);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertThat(
              file.stream()
                  .filter(entry -> entry.getMethod() == ZipEntry.STORED)
                  .map(ZipEntry::getName))
          .containsExactly("model.onnx", "model.pt", "model.safetensors");
    }
    ModelZip.unpack(zip, directory.resolve("init"));
    assertThat(directory.resolve("init/model.pt")).hasBinaryContent(tensors);
  }

  @Test
  void unpackingReplacesTheFolder() throws IOException {
    ModelZip.pack(model, directory.resolve("a.zip"), null);
    Path folder = Files.createDirectory(directory.resolve("init"));
    Files.writeString(folder.resolve("old.txt"), "");
    ModelZip.unpack(directory.resolve("a.zip"), folder);
    assertThat(folder)
        .isDirectoryContaining("glob:**/vocab.txt")
        .isDirectoryNotContaining("glob:**/old.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil.txt", "model/../../evil.txt", "/evil.txt"})
  void anEntryThatClimbsOutIsRefused(String name) throws IOException {
    Path zip = directory.resolve("evil.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
    }
    assertThatThrownBy(() -> ModelZip.unpack(zip, directory.resolve("init")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("evil.zip", name);
    assertThat(directory.resolve("evil.txt")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\..\\evil.txt", "C:evil.txt", "\u0000", "evil\n.txt", "..", "a/./b"})
  void anOddNameIsRefused(String name) throws IOException {
    Path zip = directory.resolve("evil.zip");
    Files.write(zip, Zips.write(List.of(new Zips.Entry(name, new byte[1]))));
    assertRefused(zip);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vocab.txt", "VOCAB.txt"})
  void aRepeatedFileIsRefused(String again) throws IOException {
    Path zip = directory.resolve("twice.zip");
    Files.write(
        zip,
        Zips.write(
            List.of(new Zips.Entry("vocab.txt", new byte[1]), new Zips.Entry(again, new byte[2]))));
    assertRefused(zip).hasMessageContaining("more than once");
  }

  @Test
  void aLinkIsAFileAndFoldersAreLeftOut() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "秘密");
    byte[] target = secret.toString().getBytes(StandardCharsets.UTF_8);
    Path zip = directory.resolve("link.zip");
    Files.write(
        zip,
        Zips.write(
            List.of(
                new Zips.Entry("vocab.txt", target, true),
                new Zips.Entry("more/vocab.txt", target),
                new Zips.Entry("more", target, true))));
    Path folder = directory.resolve("init");
    ModelZip.unpack(zip, folder);
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder("vocab.txt", "more");
    assertThat(folder.resolve("vocab.txt")).isRegularFile().hasBinaryContent(target);
    assertThat(Files.isSymbolicLink(folder.resolve("vocab.txt"))).isFalse();
  }

  @Test
  void aBombIsRefusedBeforeItIsUnpacked() throws IOException {
    Path zip = directory.resolve("bomb.zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry("model.safetensors"));
      for (int i = 0; i < 70; i++) {
        out.write(new byte[1 << 20]);
      }
    }
    assertRefused(zip).hasMessageContaining("73,400,320");
    assertThat(directory.resolve("init.tmp/model.safetensors")).doesNotExist();
  }

  /** The directory of a zip holds the lengths and the checksums of its files. */
  @ParameterizedTest
  @ValueSource(ints = {16, 24}) // where the checksum and the length stand
  void aFileOtherThanTheZipSaysIsRefused(int field) throws IOException {
    Path zip = directory.resolve("wrong.zip");
    byte[] bytes =
        Zips.write(List.of(new Zips.Entry("vocab.txt", "[PAD]\n[UNK]\n".getBytes(UTF_8))));
    int directoryEntry = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("PK\u0001\u0002");
    bytes[directoryEntry + field] ^= 1;
    Files.write(zip, bytes);
    assertRefused(zip).hasMessageContaining("vocab.txt is damaged");
  }

  @Test
  void aZipThatIsDamagedInAFileIsRefused() throws IOException {
    Path zip = directory.resolve("a.zip");
    ModelZip.pack(model, zip, null);
    byte[] bytes = Files.readAllBytes(zip);
    bytes[43] ^= 0x55;
    Files.write(zip, bytes);
    assertRefused(zip);
  }

  private AbstractThrowableAssert<?, ?> assertRefused(Path zip) {
    return assertThatThrownBy(() -> ModelZip.unpack(zip, directory.resolve("init")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(zip.toString());
  }

  @Test
  void aFileThatIsNotAZipIsRefused() throws IOException {
    Path zip = Files.writeString(directory.resolve("no.zip"), "no");
    assertThatThrownBy(() -> ModelZip.unpack(zip, directory.resolve("init")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no.zip");
  }
}
