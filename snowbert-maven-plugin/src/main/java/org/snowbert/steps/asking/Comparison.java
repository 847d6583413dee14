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
 * @param scored whether a build of the project has masked validation tokens, which score the models
 * @param provenance the differences between their {@code training.json}; empty where a model has no
 *     such file
 */
public record Comparison(
    Side first, Side second, boolean scored, List<ProvenanceDiff.Difference> provenance) {
  /**
   * One of the two models.
   *
   * @param figures on this project's masked validation tokens; null where the model reads other
   *     tokens
   * @param traced whether the model has a {@code training.json}
   * @param answers one for each prompt
   */
  public record Side(
      String name,
      BertConfig config,
      Vocabulary vocabulary,
      @Nullable Evaluation figures,
      boolean traced,
      List<FillMaskReply> answers) {}
}
