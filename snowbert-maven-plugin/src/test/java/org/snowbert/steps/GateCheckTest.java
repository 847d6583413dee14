package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.InvalidInputException;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.EvaluationReport;
import org.snowbert.settings.Gates;

final class GateCheckTest {
  private static final Evaluation FIGURES = new Evaluation(3.2141, null, 24.88, 0.41, 0.6, 100);
  private static final String PROMPT = "秋には[MASK]が木から落ちる。";

  private static Gates figures(
      @Nullable Double maxLoss,
      @Nullable Double maxPerplexity,
      @Nullable Double minTop1,
      @Nullable Double minTop5) {
    return new Gates(maxLoss, maxPerplexity, minTop1, minTop5, List.of(), null);
  }

  private static Gates fill(String... words) {
    Gates.Fill fill = new Gates.Fill(PROMPT, List.of(words), 2);
    return new Gates(null, null, null, null, List.of(fill), null);
  }

  private static Gates baseline(String tolerance) {
    Gates.Baseline baseline =
        new Gates.Baseline("org.example:snow:1.2.0", Path.of("x.zip"), new BigDecimal(tolerance));
    return new Gates(null, null, null, null, List.of(), baseline);
  }

  /** A model that fills the prompt with 山 or 葉, and whose baseline has a loss of 3.2. */
  private static EvaluationReport report(Evaluation figures) {
    return new EvaluationReport(
        figures,
        List.of(
            new EvaluationReport.Fill(
                PROMPT, List.of(new Candidate("山", 0.5), new Candidate("葉", 0.3)))),
        new EvaluationReport.Baseline(
            "org.example:snow:1.2.0", new Evaluation(3.2, null, 24.5, 0.4, 0.6, 100)));
  }

  @Test
  void everyMissedGateIsNamedWithItsFigure() {
    Gates gates = new Gates(2.6, 20.0, 0.5, 0.7, fill("雪", "雨").fills(), baseline("0").baseline());
    assertThat(GateCheck.missed(gates, report(FIGURES)))
        .containsExactly(
            "validation loss 3.2141 is above the gate of 2.6 (maxLoss)",
            "perplexity 24.8800 is above the gate of 20.0 (maxPerplexity)",
            "top-1 accuracy 0.4100 is below the gate of 0.5 (minTop1)",
            "top-5 accuracy 0.6000 is below the gate of 0.7 (minTop5)",
            "'秋には[MASK]が木から落ちる。' is filled with 山, 葉, and not with 雪 or 雨 (fills, within 2)",
            "validation loss 3.2141 is above 3.2000, which is 0% more than the 3.2000 of org.example:snow:1.2.0 (baseline)");
  }

  @Test
  void aFigureAtTheGatePasses() {
    assertThat(GateCheck.missed(figures(3.2141, 24.88, 0.41, 0.6), report(FIGURES))).isEmpty();
  }

  @Test
  void anyOfTheExpectedWordsPasses() {
    assertThat(GateCheck.missed(fill("雪", "葉"), report(FIGURES))).isEmpty();
  }

  @Test
  void aLossWithinTheToleranceOfTheBaselinePasses() {
    assertThat(GateCheck.missed(baseline("0.5"), report(FIGURES))).isEmpty();
    assertThat(GateCheck.missed(baseline("0.4"), report(FIGURES))).hasSize(1);
  }

  @Test
  void aLossThatIsNotANumberPassesNoGate() {
    Evaluation broken = new Evaluation(Double.NaN, null, Double.NaN, Double.NaN, Double.NaN, 0);
    assertThat(GateCheck.missed(figures(2.6, 20.0, 0.5, 0.5), report(broken))).hasSize(4);
    assertThat(GateCheck.missed(baseline("1"), report(broken))).hasSize(1);
  }

  @Test
  void withoutFiguresOnlyFillsCanPass() {
    EvaluationReport fillsOnly = new EvaluationReport(null, report(FIGURES).fills(), null);
    assertThat(GateCheck.missed(fill("葉"), fillsOnly)).isEmpty();
    assertThat(GateCheck.missed(fill("雪"), fillsOnly)).hasSize(1);
    assertThat(GateCheck.missed(figures(null, null, null, 0.0), fillsOnly))
        .containsExactly("there are no validation figures to check against minTop5 0.0");
    assertThat(GateCheck.missed(baseline("1"), fillsOnly)).hasSize(1);
  }

  @Test
  void withoutGatesEverythingPasses() {
    assertThat(GateCheck.missed(Gates.NONE, new EvaluationReport(FIGURES, List.of(), null)))
        .isEmpty();
    assertThat(Gates.NONE).hasToString("none");
  }

  @Test
  void gatesAreWrittenInOneLine() {
    Gates gates = new Gates(2.6, null, null, null, fill("葉").fills(), baseline("1").baseline());
    assertThat(gates)
        .hasToString(
            "maxLoss 2.6, '秋には[MASK]が木から落ちる。' filled with 葉 within 2, at most 1% worse than org.example:snow:1.2.0");
  }

  @Test
  void aGateThatNoModelOrEveryModelPassesIsRefused() {
    assertThatThrownBy(() -> figures(-1.0, null, null, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("maxLoss of <gates> is -1.0");
    assertThatThrownBy(() -> figures(null, 1.0, null, null)).hasMessageContaining("maxPerplexity");
    assertThatThrownBy(() -> figures(Double.NaN, null, null, null)).hasMessageContaining("maxLoss");
    assertThatThrownBy(() -> figures(Double.POSITIVE_INFINITY, null, null, null))
        .hasMessageContaining("maxLoss");
    assertThatThrownBy(() -> figures(null, null, -0.1, null)).hasMessageContaining("minTop1");
    assertThatThrownBy(() -> figures(null, null, null, Double.NaN)).hasMessageContaining("minTop5");
    assertThatThrownBy(() -> figures(null, null, 1.5, null)).hasMessageContaining("minTop1");
    assertThatThrownBy(() -> figures(null, null, null, 1.5)).hasMessageContaining("minTop5");
    assertThatThrownBy(() -> fill()).hasMessageContaining("no words");
    assertThatThrownBy(() -> new Gates.Fill("葉", List.of("葉"), 1))
        .hasMessageContaining("one [MASK]");
    assertThatThrownBy(() -> new Gates.Fill("[MASK][MASK]", List.of("葉"), 1))
        .hasMessageContaining("one [MASK]");
    assertThatThrownBy(() -> new Gates.Fill(PROMPT, List.of("葉"), 0))
        .hasMessageContaining("within");
  }
}
