package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CudaDriverTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  private static String problem(List<Path> classPath) throws IOException {
    return String.valueOf(CudaDriver.problem(JAVA, classPath, Platform.LINUX_X86_64));
  }

  @Test
  void aMachineWithoutADriverSaysWhichLibraryIsMissing() throws IOException {
    assumeFalse(Engine.isCudaPresent(Platform.LINUX_X86_64));
    List<Path> classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    assertThat(problem(classPath))
        .startsWith("the driver's library cannot be loaded")
        .contains("libcuda.so.1");
  }

  @Test
  void aProbeThatCannotRunIsAProblemOfTheDriver() throws IOException {
    assertThat(problem(List.of(Path.of("none.jar"))))
        .startsWith("a program that asked the driver ")
        .contains("status 1");
  }
}
