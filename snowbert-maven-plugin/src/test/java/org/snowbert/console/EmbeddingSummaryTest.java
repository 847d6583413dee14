package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.EmbedReport;

final class EmbeddingSummaryTest {
  private static String summary(int cut) {
    EmbedReport report = new EmbedReport(50_000, 256, cut, 25, List.of());
    return new EmbeddingSummary(report, Path.of("vectors.csv")).line();
  }

  @Test
  void oneLineHasTheFileTheVectorsAndTheSpeed() {
    assertThat(summary(0))
        .isEqualTo("embed: vectors.csv, 50,000 vectors of width 256, in 25.0 s, 2,000 sentences/s");
  }

  @Test
  void sentencesThatWereCutAreCounted() {
    assertThat(summary(3)).contains("width 256, 3 of them cut where the model ends, in");
  }
}
