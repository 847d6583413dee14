package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.artifact.DefaultArtifact;
import org.apache.maven.artifact.handler.DefaultArtifactHandler;
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
    assertThat(cache.natives(layout, filled -> false)).isEqualTo(folder.resolve("cache/djl"));
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThat(new CacheFolder(file, true, 0).natives(layout, filled -> false))
        .isEqualTo(folder.resolve("target/snowbert/djl"));
  }

  @Test
  void aSnapshotIsToldByThePluginAndItsLibrary(@TempDir Path folder) throws IOException {
    Artifact plugin = jar(folder.resolve("plugin.jar"), "0.1.0-SNAPSHOT");
    Artifact library = jar(folder.resolve("library.jar"), "0.1.0-SNAPSHOT");
    List<Artifact> jars = List.of(plugin, library);
    String before = CacheFolder.snapshots(jars);
    Files.writeString(library.getFile().toPath(), "other arithmetic");
    assertThat(CacheFolder.snapshots(jars)).isNotEqualTo(before);
    library.setFile(folder.toFile());
    assertThat(CacheFolder.snapshots(jars)).isNull();
    assertThat(CacheFolder.snapshots(List.of(jar(folder.resolve("release.jar"), "0.1.0"))))
        .isEmpty();
  }

  private static Artifact jar(Path file, String version) throws IOException {
    Artifact artifact =
        new DefaultArtifact(
            "org.snowbert", "x", version, null, "jar", null, new DefaultArtifactHandler("jar"));
    artifact.setFile(Files.writeString(file, file.toString()).toFile());
    return artifact;
  }
}
