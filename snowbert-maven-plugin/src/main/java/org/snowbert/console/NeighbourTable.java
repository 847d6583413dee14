package org.snowbert.console;

import java.util.List;
import java.util.Locale;
import org.snowbert.console.Table.Side;
import org.snowbert.jobs.results.EmbedReport.Neighbour;

/** Shows the sentences that are nearest to one, the nearest first. */
public record NeighbourTable(List<Neighbour> neighbours) {
  public List<String> lines() {
    Table table = new Table(Side.RIGHT, Side.RIGHT, Side.RIGHT, Side.LEFT);
    table.row("", "cosine", "line", "sentence");
    for (int rank = 1; rank <= neighbours.size(); rank++) {
      Neighbour neighbour = neighbours.get(rank - 1);
      table.row(
          Integer.toString(rank),
          String.format(Locale.ROOT, "%.3f", neighbour.similarity()),
          Integer.toString(neighbour.line()),
          neighbour.sentence());
    }
    return table.lines();
  }
}
