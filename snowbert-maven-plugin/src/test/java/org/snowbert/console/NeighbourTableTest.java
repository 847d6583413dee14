package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.jobs.results.EmbedReport.Neighbour;

final class NeighbourTableTest {
  @Test
  void eachNeighbourHasItsRankItsCosineAndItsLine() {
    assertThat(
            new NeighbourTable(
                    List.of(
                        new Neighbour(7, 1, "秋には葉が落ちる。"), new Neighbour(12045, 0.9876, "冬には雪が降る。")))
                .lines())
        .containsExactly(
            "   cosine   line  sentence", //
            "1   1.000      7  秋には葉が落ちる。",
            "2   0.988  12045  冬には雪が降る。");
  }
}
