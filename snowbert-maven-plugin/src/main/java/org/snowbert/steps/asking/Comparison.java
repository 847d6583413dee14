package org.snowbert.steps.asking;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.results.Evaluation;
import org.snowbert.jobs.results.FillMaskReply;
import org.snowbert.model.BertConfig;
import org.snowbert.steps.card.ProvenanceDiff;
import org.snowbert.text.Vocabulary;

/**
 * Two models side by side.
 *
 * @param scored whether there are masked tokens to score them on
 * @param provenance what differs between their {@code training.json}; nothing where one has none
 */
public record Comparison(
    Side first, Side second, boolean scored, List<ProvenanceDiff.Difference> provenance) {
  /**
   * One of them.
   *
   * @param figures on this project's masked validation tokens; null where these are not its tokens
   * @param traced whether it has a {@code training.json}
   * @param answers to each prompt
   */
  public record Side(
      String name,
      BertConfig config,
      Vocabulary vocabulary,
      @Nullable Evaluation figures,
      boolean traced,
      List<FillMaskReply> answers) {}
}
