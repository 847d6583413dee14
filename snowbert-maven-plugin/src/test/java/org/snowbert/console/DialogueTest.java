package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DialogueTest {
  private static String answers(String sentences, boolean prompted) throws IOException {
    ByteArrayOutputStream answers = new ByteArrayOutputStream();
    new Dialogue(
            new BufferedReader(new StringReader(sentences)),
            new PrintStream(answers, true, StandardCharsets.UTF_8),
            prompted)
        .run(sentence -> List.of("re: " + sentence));
    return answers.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void eachSentenceIsAnsweredUntilTheInputEnds() throws IOException {
    assertThat(answers("秋\n冬", false)).isEqualTo("re: 秋\nre: 冬\n");
  }

  @Test
  void aBlankLineEndsIt() throws IOException {
    assertThat(answers("秋\n \n冬\n", false)).isEqualTo("re: 秋\n");
  }

  @Test
  void aPersonIsAskedForEachSentence() throws IOException {
    assertThat(answers("秋\n\n", true)).isEqualTo("> re: 秋\n> ");
  }
}
