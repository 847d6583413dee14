package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArgumentFileTest {
  /** Prints its arguments, one a line. */
  public static final class Echo {
    private Echo() {}

    public static void main(String[] arguments) {
      List.of(arguments).forEach(System.out::println);
    }
  }

  @Test
  void javaReadsTheArgumentsAsTheyWere(@TempDir Path directory) throws Exception {
    List<String> arguments = List.of("a b", "C:\\x\\n", "say \"hi\"", "#no comment", "@at");
    assertThat(echo(directory, arguments)).isEqualTo(arguments);
  }

  private static List<String> echo(Path directory, List<String> arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(directory.resolve("with space"));
    Path file = folder.resolve("arguments");
    List<String> all = new java.util.ArrayList<>();
    all.add("-cp");
    all.add(System.getProperty("java.class.path"));
    all.add(Echo.class.getName());
    all.addAll(arguments);
    ArgumentFile.write(file, all);
    Path out = folder.resolve("out");
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + file)
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    assertThat(java.waitFor()).isZero();
    return Files.readAllLines(out, StandardCharsets.UTF_8);
  }
}
