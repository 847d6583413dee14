package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.model.Platform;

final class CudaDriverTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private static String problem(List<Path> classPath, Path natives) throws IOException {
    return String.valueOf(CudaDriver.problem(JAVA, classPath, natives, Platform.LINUX_X86_64));
  }

  /** A temporary folder may execute nothing, and a report of a crash lies in the user's way. */
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void theProbeUnpacksBesideTheEngineAndKnowsNoSecret(@TempDir Path natives) throws IOException {
    assertThat(System.getenv("SNOWBERT_TEST_TOKEN")).isEqualTo("geheim"); // the build sets it
    Path java = natives.resolve("java");
    Files.writeString(java, "#!/bin/sh\necho \"$* $SNOWBERT_TEST_TOKEN\"\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    assertThat(CudaDriver.problem(java, List.of(), natives, Platform.LINUX_X86_64))
        .contains("-Djna.tmpdir=" + natives, "-XX:+SuppressFatalErrorMessage")
        .doesNotContain("geheim");
  }

  @Test
  void aMachineWithoutADriverSaysWhichLibraryIsMissing(@TempDir Path natives) throws IOException {
    assumeFalse(Engine.isCudaPresent(Platform.LINUX_X86_64));
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    assertThat(problem(classPath, natives))
        .isEqualTo("the driver's library libcuda.so.1 cannot be loaded");
  }

  @Test
  void aProbeThatCannotRunIsAProblemOfTheDriver(@TempDir Path natives) throws IOException {
    assertThat(problem(List.of(Path.of("none.jar")), natives))
        .startsWith("a program that asked the driver ")
        .contains("status 1");
  }
}
