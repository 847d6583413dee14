package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.Layout;

final class CacheFolderTest {
  private static final Path BASE = Path.of("/home/me/project");
  private static final Path REPOSITORY = Path.of("/home/me/.m2/repository");
  private static final Path DEFAULT = Path.of("/home/me/.m2/snowbert");

  @Test
  void theDefaultFolderIsBesideTheLocalRepository() {
    assertThat(CacheFolder.of(null, "10GB", BASE, REPOSITORY))
        .isEqualTo(new CacheFolder(DEFAULT, true, 10_000_000_000L));
    assertThat(CacheFolder.of("kept", "10GB", BASE, REPOSITORY).folder())
        .isEqualTo(Path.of("/home/me/project/kept"));
    assertThat(CacheFolder.of("/kept", "10GB", BASE, REPOSITORY).folder())
        .isEqualTo(Path.of("/kept"));
  }

  @Test
  void withoutACacheDownloadsAreStillKept() {
    assertThat(CacheFolder.of("none", "10GB", BASE, REPOSITORY))
        .isEqualTo(new CacheFolder(DEFAULT, false, 10_000_000_000L));
  }

  @Test
  void nativeLibrariesAreUnpackedInTheBuildFolderIfTheCacheCannotBeWritten(@TempDir Path folder)
      throws IOException {
    Layout layout = new Layout(folder.resolve("target"), "own");
    CacheFolder cache = new CacheFolder(folder.resolve("cache"), true, 0);
    assertThat(cache.natives(layout)).isEqualTo(folder.resolve("cache/djl"));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(new CacheFolder(file, true, 0).natives(layout))
        .isEqualTo(folder.resolve("target/snowbert/djl"));
  }
}
