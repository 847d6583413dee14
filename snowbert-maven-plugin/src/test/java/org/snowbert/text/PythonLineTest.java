package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.model.Python;

/** The line of Python that normalises text as the training of a Japanese model did. */
final class PythonLineTest {
  private static final Path SCRIPT = Path.of("../bench/normalise.py");

  @Test
  void theManualAndTheCardHaveTheLine() throws IOException {
    String line =
        Files.readAllLines(SCRIPT).stream()
            .map(String::strip)
            .filter(text -> text.contains("maketrans"))
            .findFirst()
            .orElseThrow();
    assertThat(Path.of("src/site/markdown/python.md")).content().contains(line);
    assertThat(Path.of("src/main/resources/org/snowbert/steps/card/card.ftl"))
        .content()
        .contains(line);
  }

  /** Every character that the JDK knows: Python may know more. */
  @Test
  void theLineNormalisesAsTheTrainingDid(@TempDir Path folder) throws Exception {
    Python python = Python.with("unicodedata", folder);
    List<String> texts =
        IntStream.range(0, 0x30000)
            .filter(c -> Character.isDefined(c) && Character.getType(c) != Character.SURROGATE)
            .mapToObj(c -> "a" + Character.toString(c) + "b")
            .toList();
    Path written = Files.writeString(folder.resolve("texts.json"), new Gson().toJson(texts));
    Path normalised = folder.resolve("normalised.json");
    python.run("normalise.py", written.toString(), normalised.toString());
    assertThat(new Gson().fromJson(Files.readString(normalised), String[].class))
        .containsExactly(
            texts.stream().map(TokenizerConfig.JAPANESE::normalize).toArray(String[]::new));
  }
}
