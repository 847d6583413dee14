package org.snowbert.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.jobs.TrainRequest;
import org.snowbert.settings.SmallTrainSettings;

/**
 * Trains on strange sentences. Nobody would choose them, but a column of a workbook may hold them.
 */
final class StrangeSentencesTest {
  private final Path folder;

  StrangeSentencesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void assertTrains(Stream<String> sentences) throws IOException {
    SmallTrainSettings settings = new SmallTrainSettings();
    settings.maxSteps = 2;
    TrainRequest request = TrainingFolder.tokenized(folder, sentences.toList()).masked(settings);
    Training.run(request, TrainingFolder.NEVER);
    assertThat(request.folder().model()).isDirectory();
  }

  @Test
  void onlyEmoji() throws IOException {
    assertTrains(
        IntStream.range(0, 40)
            .mapToObj(i -> Character.toString(0x1F600 + i) + "👩\u200D👩\u200D👧🇯🇵"));
  }

  @Test
  void onlyNumbers() throws IOException {
    assertTrains(IntStream.range(0, 40).mapToObj(i -> i * 1234567 + ".5E-" + i));
  }

  @Test
  void aSentenceOf100000Characters() throws IOException {
    String text = "犬が三匹、庭にいます。";
    assertTrains(
        Stream.concat(
            IntStream.range(0, 30).mapToObj(i -> i + text),
            Stream.of(
                "鯨".repeat(100_000),
                "x".repeat(100_000),
                text.repeat(10_000),
                "3".repeat(100_000))));
  }

  @Test
  void oneSentenceAgainAndAgain() throws IOException {
    assertTrains(
        Stream.concat(
            IntStream.range(0, 500).mapToObj(i -> "犬がいます。"),
            IntStream.range(0, 10).mapToObj(i -> "鳥が" + i)));
  }
}
