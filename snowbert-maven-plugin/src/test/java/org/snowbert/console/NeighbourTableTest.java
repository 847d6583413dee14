package org.snowbert.goals;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.EmbedReport;
import org.snowbert.jobs.results.EmbedReport.Neighbour;

final class EmbedMojoTest {
  @Test
  void theNearestStandInATable() {
    assertThat(
            EmbedMojo.neighbours(
                List.of(
                    new Neighbour(7, 1, "秋には葉が落ちる。"), new Neighbour(12045, 0.9876, "冬には雪が降る。"))))
        .containsExactly(
            "   cosine   line  sentence", //
            "1   1.000      7  秋には葉が落ちる。",
            "2   0.988  12045  冬には雪が降る。");
  }

  @Test
  void whatWasCutIsSaid() {
    Path file = Path.of("vectors.csv");
    assertThat(EmbedMojo.summary(new EmbedReport(50_000, 256, 0, 25, List.of()), file))
        .isEqualTo("embed: vectors.csv, 50,000 vectors of width 256, in 25.0 s, 2,000 sentences/s");
    assertThat(EmbedMojo.summary(new EmbedReport(50_000, 256, 3, 25, List.of()), file))
        .contains("width 256, 3 of them cut where the model ends, in");
  }
}
