package org.snowbert.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The Python that {@code -Dbench.python} names, else {@code python3}. */
public final class Python {
  private final String command;
  private final Path folder;

  private Python(String command, Path folder) {
    this.command = command;
    this.folder = folder;
  }

  /**
   * Skips the test where Python lacks a package.
   *
   * @param folder for what it prints
   */
  public static Python with(String name, Path folder) throws InterruptedException {
    String property = System.getProperty("bench.python", "");
    String command = property.isBlank() ? "python3" : property;
    assumeTrue(imports(command, name, folder), "no %s in %s".formatted(name, command));
    return new Python(command, folder);
  }

  private static boolean imports(String command, String name, Path folder)
      throws InterruptedException {
    try {
      return start(folder.resolve("import.txt"), List.of(command, "-c", "import " + name)).waitFor()
          == 0;
    } catch (IOException e) {
      return false; // no such Python
    }
  }

  /**
   * Runs a script of the folder {@code bench}.
   *
   * @return the lines that it printed
   */
  public List<String> run(String script, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    Stream<String> all =
        Stream.concat(
            Stream.of(command, Path.of("../bench", script).toString()), Stream.of(arguments));
    Process process = start(output, all.toList());
    try {
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      assertThat(ended && process.exitValue() == 0).as(Files.readString(output)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(output);
  }

  private static Process start(Path output, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }
}
