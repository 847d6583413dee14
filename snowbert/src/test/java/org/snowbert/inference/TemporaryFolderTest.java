package org.snowbert.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class TemporaryFolderTest {
  @Test
  @DisabledOnOs(OS.WINDOWS) // where each user has a folder for temporary files
  void onlyThisUserReadsTheFolderAndClosingDeletesIt() throws IOException {
    Path path;
    try (TemporaryFolder folder = TemporaryFolder.make()) {
      path = folder.path();
      Files.createFile(path.resolve("vocab.txt"));
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rwx------");
    }
    assertThat(path).doesNotExist();
  }
}
