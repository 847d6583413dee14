package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.model.BertConfig;
import org.snowbert.model.ModelSize;
import org.snowbert.steps.asking.Comparison;
import org.snowbert.steps.card.ProvenanceDiff.Difference;
import org.snowbert.text.Vocabulary;

final class ComparisonTableTest {
  private static final Evaluation FIGURES = new Evaluation(2.5, null, 12.18, 0.5, 0.75, 4421);

  private static Comparison.Side side(
      String name, int words, @Nullable Evaluation figures, FillMaskReply... answers) {
    Vocabulary vocabulary =
        Vocabulary.of(
            Stream.concat(
                    Stream.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
                    IntStream.range(0, words).mapToObj(i -> "語" + i))
                .toList());
    BertConfig config = BertConfig.of(ModelSize.MINI, vocabulary.size(), 512, 0.1, 0);
    return new Comparison.Side(
        name, config, vocabulary, figures, figures != null, List.of(answers));
  }

  private static FillMaskReply answer(String word, double probability) {
    return new FillMaskReply(
        new FillMaskAnswer("x", List.of(List.of(new Candidate(word, probability)))), null);
  }

  private static List<String> linesOf(Comparison comparison, List<String> prompts) {
    return new ComparisonTable(comparison, prompts).lines();
  }

  @Test
  void twoModelsStandSideBySide() {
    assertThat(
            linesOf(
                new Comparison(
                    side("g:a:2", 995, FIGURES, answer("葉", 0.7)),
                    side(
                        "g:a:1",
                        995,
                        new Evaluation(3, null, 20.0855, 0.4, 0.6, 4421),
                        answer("どんぐり", 0.0001)),
                    true,
                    List.of(
                        new Difference("learningRate", "1e-3", "5e-5"),
                        new Difference("corpus.sha256", "0123456789abcdef".repeat(4), null))),
                List.of("[MASK]が落ちる。")))
        .containsExactly(
            "                g:a:2      g:a:1",
            "layers × width  4 × 256    4 × 256",
            "parameters      3,614,440  3,614,440",
            "vocabulary      1,000      1,000, the same",
            "loss            2.5000     3.0000",
            "perplexity      12.18      20.09",
            "top-1           0.5000     0.4000",
            "top-5           0.7500     0.6000",
            "masked tokens   4,421      4,421",
            "",
            "learningRate   1e-3          5e-5",
            "corpus.sha256  0123456789ab  -",
            "",
            "[MASK]が落ちる。",
            "   g:a:2         g:a:1",
            "1  葉     0.700  どんぐり  <0.001");
  }

  @Test
  void aModelOfOtherTokensIsNotScoredAndItsMistakeIsShown() {
    FillMaskReply mistake = new FillMaskReply(null, "The text is too long; shorten it.");
    List<String> lines =
        linesOf(
            new Comparison(
                side("ours", 995, FIGURES, answer("葉", 0.7)),
                side("theirs", 45, null, mistake),
                true,
                List.of()),
            List.of("[MASK]が落ちる。"));
    assertThat(lines)
        .contains(
            "vocabulary      1,000      50, another",
            "loss            2.5000     -",
            "theirs is not scored: it has another vocabulary than this project, or reads fewer tokens than the longest validation sentence has",
            "theirs has no training.json: its origin is not compared",
            "theirs: The text is too long; shorten it.");
  }

  @Test
  void withoutAProjectNoModelIsScored() {
    assertThat(
            linesOf(
                new Comparison(side("ours", 45, null), side("theirs", 45, null), false, List.of()),
                List.of()))
        .hasSize(7)
        .contains(
            "there are no masked validation tokens of a project here, so the models are not scored: make them with mvn snowbert:mask and a snowbert.validationFraction above 0");
  }
}
