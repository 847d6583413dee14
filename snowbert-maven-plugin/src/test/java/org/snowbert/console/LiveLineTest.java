package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.jobs.results.MetricsLine;

final class LiveLineTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  private LiveLine line(int width) {
    return new LiveLine(new PrintStream(written, true, StandardCharsets.US_ASCII), () -> width);
  }

  private static MetricsLine.Step step(int step) {
    return step(step, 1);
  }

  private static MetricsLine.Step step(int step, int epoch) {
    return new MetricsLine.Step(step, 200, epoch, 5.0, null, null, 9.87e-4, 16, 200, 250);
  }

  /** The drawings, each from the start of the line. */
  private String[] drawn() {
    return written.toString(StandardCharsets.US_ASCII).split("\r");
  }

  @Test
  void aStepIsShownInOneLine() {
    LiveLine line = line(120);
    line.show(step(1), 4);
    line.show(step(50), 4);
    line.hide();
    assertThat(drawn())
        .anySatisfy(
            text ->
                assertThat(text)
                    .startsWith("epoch 1/4  25% [")
                    .contains(" 50/200 (")
                    .contains(" / 0:00:37) ") // 150 steps of a quarter of a second
                    .endsWith("loss 5.000, rate 9.87e-4, 64 sentences/s")
                    .hasSizeLessThan(120));
  }

  /** Without a validation, nothing else is logged between two epochs. */
  @Test
  void theNextEpochIsShown() {
    LiveLine line = line(120);
    line.show(step(50, 1), 4);
    line.show(step(51, 2), 4);
    line.hide();
    assertThat(drawn()).anySatisfy(text -> assertThat(text).startsWith("epoch 2/4"));
  }

  @Test
  void inEightyCharactersNothingIsCutOff() {
    LiveLine line = line(80);
    line.show(step(1), 4);
    line.hide();
    assertThat(drawn())
        .anySatisfy(text -> assertThat(text).endsWith("loss 5.000, 9.87e-4, 64/s"))
        .allSatisfy(text -> assertThat(text).hasSizeLessThan(80));
  }

  @RepeatedTest(20) // the library draws in a thread of its own
  void aHiddenLineLeavesOnlyBlanks() {
    LiveLine line = line(80);
    line.show(step(1), 4);
    line.hide();
    String all = written.toString(StandardCharsets.US_ASCII);
    assertThat(all).endsWith("\r").doesNotContain("\n").doesNotContain("\u001b");
    assertThat(drawn()[drawn().length - 1]).isEqualTo(" ".repeat(79));
  }

  @Test
  void aClosedLineDrawsNoMore() {
    LiveLine line = line(80);
    line.show(step(1), 4);
    line.close();
    int size = written.size();
    line.show(step(2), 4);
    line.hide();
    assertThat(written.size()).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource({
    "true, false, true, TERM=xterm, true",
    "true, false, true, '', true",
    "false, false, true, '', false",
    "true, true, true, '', false",
    "true, false, false, '', false",
    "true, false, true, TERM=dumb, false",
    "true, false, true, CI=true, false",
  })
  void itSuitsATerminalThatNothingElseWritesTo(
      boolean interactive, boolean parallel, boolean terminal, String variable, boolean suits) {
    int equals = variable.indexOf('=');
    Map<String, String> environment =
        equals < 0
            ? Map.of()
            : Map.of(variable.substring(0, equals), variable.substring(equals + 1));
    assertThat(LiveLine.suits(interactive, parallel, terminal, environment)).isEqualTo(suits);
  }

  @Test
  void theSecondNumberOfSttyIsTheWidth() {
    assertThat(
            Arrays.asList("45 130\n", "0 0\n", "", "stty: no\n").stream().map(TerminalWidth::parse))
        .containsExactly(130, 80, 80, 80);
  }
}
