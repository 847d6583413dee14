package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.atIndex;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;

final class FilledMasksTest {
  private static final List<Candidate> FALLING =
      List.of(new Candidate("葉", 0.684), new Candidate("どんぐり", 0.05), new Candidate("山", 0.0004));
  private static final List<Candidate> FROM = List.of(new Candidate("木", 0.9));

  @Test
  void theWordsStandBeforeTheSentence() {
    assertThat(new FilledMasks(new FillMaskAnswer("葉が木から落ちる。", List.of(FALLING))).lines())
        .containsExactly(
            "1  葉         0.684  ██████████████",
            "2  どんぐり   0.050  █",
            "3  山        <0.001",
            "葉が木から落ちる。");
  }

  @Test
  void eachOfSeveralMasksHasAListOfItsOwn() {
    assertThat(new FilledMasks(new FillMaskAnswer("葉が木から落ちる。", List.of(FALLING, FROM))).lines())
        .contains("[MASK] 1:", atIndex(0))
        .contains("[MASK] 2:", "1  木  0.900  ██████████████████", "葉が木から落ちる。")
        .hasSize(7);
  }
}
