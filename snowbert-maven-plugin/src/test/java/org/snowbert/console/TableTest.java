package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.console.Table.Side;

final class TableTest {
  /** Words of Japanese, Korean and Chinese, and the signs among them, as a terminal shows them. */
  @ParameterizedTest
  @CsvSource({
    "葉, 2",
    "によって, 8",
    "コーヒー, 8",
    "ｺｰﾋｰ, 4",
    "々, 2",
    "、, 2",
    "「, 2",
    "２０２６年, 10",
    "2026年, 6",
    "café, 4",
    "cafe\u0301, 4",
    "は\u3099, 2",
    "naïve, 5",
    "한국어, 6",
    "繁體, 4",
    "𠮷野家, 6",
    "①, 1",
    "㈱, 2",
    "〇, 2",
    "ー, 2",
    "〜, 2",
    "￥, 2",
    "＿, 2",
    "_, 1",
    "Ωμ, 2",
    "Привет, 6",
    "😀, 2",
    "…, 1",
    "##葉, 4"
  })
  void aFullWidthCharacterTakesTwoPlaces(String text, int places) {
    assertThat(Table.width(text)).isEqualTo(places);
  }

  @Test
  void columnsLineUp() {
    assertThat(
            new Table(Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT)
                .row("1", "葉", "0.684", "██")
                .row("2", "コーヒー", "0.05", "")
                .row("10", "ok", "<0.001", "")
                .lines())
        .containsExactly(" 1  葉         0.684  ██", " 2  コーヒー    0.05", "10  ok        <0.001");
  }
}
