package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.pipeline.Workspace;

final class CacheTest {
  private static final Path BASE = Path.of("/home/me/project");
  private static final Path REPOSITORY = Path.of("/home/me/.m2/repository");
  private static final Path DEFAULT = Path.of("/home/me/.m2/snowbert");

  @Test
  void itIsBesideTheLocalRepositoryUnlessAFolderIsNamed() {
    assertThat(Cache.of(null, "10GB", BASE, REPOSITORY))
        .isEqualTo(new Cache(DEFAULT, true, 10_000_000_000L));
    assertThat(Cache.of("kept", "10GB", BASE, REPOSITORY).folder())
        .isEqualTo(Path.of("/home/me/project/kept"));
    assertThat(Cache.of("/kept", "10GB", BASE, REPOSITORY).folder()).isEqualTo(Path.of("/kept"));
  }

  @Test
  void withoutOneDownloadsAreStillKept() {
    assertThat(Cache.of("none", "10GB", BASE, REPOSITORY))
        .isEqualTo(new Cache(DEFAULT, false, 10_000_000_000L));
  }

  @Test
  void nativesAreUnpackedInTheWorkspaceIfNowhereElse(@TempDir Path folder) throws IOException {
    Workspace workspace = new Workspace(folder.resolve("target"), "own");
    Cache cache = new Cache(folder.resolve("cache"), true, 0);
    assertThat(cache.natives(workspace)).isEqualTo(folder.resolve("cache/djl"));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(new Cache(file, true, 0).natives(workspace))
        .isEqualTo(folder.resolve("target/snowbert/djl"));
  }
}
