package org.snowbert.console;

import java.util.ArrayList;
import java.util.List;
import org.snowbert.FillMaskAnswer;
import org.snowbert.FillMaskAnswer.Candidate;
import org.snowbert.console.Table.Side;

/** Shows the words for each mask, the most probable first, then the sentence with the best ones. */
public record FilledMasks(FillMaskAnswer answer) {
  /** The length of a bar that stands for the probability 1. */
  private static final int BAR = 20;

  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    int masks = answer.masks().size();
    for (int mask = 0; mask < masks; mask++) {
      if (masks > 1) {
        lines.add("[MASK] %d:".formatted(mask + 1));
      }
      lines.addAll(table(answer.masks().get(mask)).lines());
    }
    lines.add(answer.text());
    return lines;
  }

  private static Table table(List<Candidate> words) {
    Table table = new Table(Side.RIGHT, Side.LEFT, Side.RIGHT, Side.LEFT);
    for (int rank = 1; rank <= words.size(); rank++) {
      Candidate word = words.get(rank - 1);
      double probability = word.probability();
      table.row(
          Integer.toString(rank),
          word.token(),
          HumanNumbers.probability(probability),
          "█".repeat((int) Math.round(BAR * probability)));
    }
    return table;
  }
}
