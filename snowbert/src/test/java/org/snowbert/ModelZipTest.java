package org.snowbert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    ModelZip.pack(model, zip, null);
    try (ZipFile file = new ZipFile(zip.toFile())) {
      assertThat(
              file.stream()
                  .filter(entry -> entry.getMethod() == ZipEntry.STORED)
                  .map(ZipEntry::getName))
          .containsExactly("model.pt", "model.safetensors");
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

  @Test
  void whatIsNoZipIsRefused() throws IOException {
    Path zip = Files.writeString(directory.resolve("no.zip"), "no");
    assertThatThrownBy(() -> ModelZip.unpack(zip, directory.resolve("init")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no.zip");
  }
}
