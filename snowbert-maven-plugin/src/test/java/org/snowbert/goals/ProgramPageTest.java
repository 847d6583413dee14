package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page "Use it in a program" shows the code of the sample's application, which is tested. */
final class ProgramPageTest {
  private static final Pattern JAVA = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void itsCodeIsThatOfTheApplication() throws IOException {
    List<String> application = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("../sample-project/application/src"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        application.addAll(lines(Files.readString(file)));
      }
    }
    Matcher blocks = JAVA.matcher(Files.readString(Path.of("src/site/markdown/program.md")));
    int lines = 0;
    while (blocks.find()) {
      List<String> shown = lines(blocks.group(1));
      assertThat(application).containsAll(shown);
      lines += shown.size();
    }
    assertThat(lines).isGreaterThan(20);
  }

  private static List<String> lines(String text) {
    return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
  }
}
