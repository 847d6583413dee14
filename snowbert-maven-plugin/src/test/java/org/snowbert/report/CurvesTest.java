package org.snowbert.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CurvesTest {
  private final Path metrics;

  CurvesTest(@TempDir Path folder) {
    this.metrics = folder.resolve("metrics.jsonl");
  }

  private Curves curves(Stream<String> lines) throws IOException {
    Files.write(metrics, lines.toList());
    return Curves.read(metrics);
  }

  private static String step(int step, int steps) {
    return String.format(
        Locale.ROOT,
        "{\"step\":%d,\"steps\":%d,\"epoch\":1,\"loss\":%d.5,\"learning_rate\":0.001,\"sentences\":16,\"tokens\":200,\"step_ms\":8.0}",
        step,
        steps,
        step);
  }

  @Test
  void aShortTrainingIsDrawnStepByStep() throws IOException {
    Curves curves =
        curves(
            Stream.of(
                step(1, 2),
                step(2, 2),
                "{\"step\":2,\"epoch\":1,\"validation_loss\":1.25,\"top1\":0.5,\"top5\":0.75}"));
    assertThat(curves.trainingLoss())
        .containsExactly(new Curves.Point(1, 1.5), new Curves.Point(2, 2.5));
    assertThat(curves.validationLoss()).containsExactly(new Curves.Point(2, 1.25));
    assertThat(curves.sentencesPerSecond())
        .containsExactly(new Curves.Point(1, 2000), new Curves.Point(2, 2000));
  }

  @Test
  void aLongTrainingIsDrawnByTheMeansOfSteps() throws IOException {
    Curves curves = curves(IntStream.rangeClosed(1, 10_001).mapToObj(step -> step(step, 10_001)));
    List<Curves.Point> points = curves.trainingLoss();
    assertThat(curves.stepsPerPoint()).isEqualTo(34);
    assertThat(points).hasSizeLessThanOrEqualTo(300);
    assertThat(points.get(0).value()).isCloseTo(18, within(1e-9)); // of 1.5 to 34.5
    assertThat(points.get(points.size() - 1).step()).isEqualTo(10_001);
  }
}
