package org.snowbert.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;

final class FillMaskMojoTest {
  private static final List<Candidate> FALLING =
      List.of(new Candidate("葉", 0.684), new Candidate("山", 0.05));
  private static final List<Candidate> FROM = List.of(new Candidate("木", 0.9));

  @Test
  void theWordsStandBeforeTheSentence() {
    assertThat(FillMaskMojo.lines(new FillMaskAnswer("葉が木から落ちる。", List.of(FALLING))))
        .containsExactly("葉 0.68", "山 0.05", "葉が木から落ちる。");
  }

  @Test
  void eachOfSeveralMasksHasAListOfItsOwn() {
    assertThat(FillMaskMojo.lines(new FillMaskAnswer("葉が木から落ちる。", List.of(FALLING, FROM))))
        .containsExactly("[MASK] 1:", "葉 0.68", "山 0.05", "[MASK] 2:", "木 0.90", "葉が木から落ちる。");
  }
}
