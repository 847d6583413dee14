package org.snowbert.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

final class WireTest {
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void nobodyElseReadsAPrivateMessage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("jobs/train.json");
    Wire.writePrivately(file, "secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).content().contains("secret");
  }
}
