package org.snowbert.worker.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snowbert.jobs.results.EmbedReport.Neighbour;

/** The sentences whose vectors have the smallest angle to one, each sentence once. */
final class Nearest {
  private final float[] to;
  private final int count;
  private final List<Neighbour> best = new ArrayList<>();

  /**
   * None yet.
   *
   * @param to the vector that others are compared with
   * @param count how many are wanted
   */
  Nearest(float[] to, int count) {
    this.to = to;
    this.count = count;
  }

  /** Looks at a line; of several with the same sentence the first is kept, an empty one never. */
  void look(int line, String sentence, float[] vector) {
    if (sentence.isBlank()) {
      return;
    }
    double similarity = cosine(to, vector);
    boolean full = best.size() == count;
    if ((full && similarity <= best.get(count - 1).similarity())
        || best.stream().anyMatch(known -> known.sentence().equals(sentence))) {
      return;
    }
    if (full) {
      best.remove(count - 1);
    }
    best.add(new Neighbour(line, similarity, sentence));
    best.sort(Comparator.comparingDouble(Neighbour::similarity).reversed());
  }

  /** The nearest first. */
  List<Neighbour> best() {
    return List.copyOf(best);
  }

  private static double cosine(float[] a, float[] b) {
    double product = 0;
    double squareA = 0;
    double squareB = 0;
    for (int i = 0; i < a.length; i++) {
      product += (double) a[i] * b[i];
      squareA += (double) a[i] * a[i];
      squareB += (double) b[i] * b[i];
    }
    return product / Math.sqrt(squareA * squareB);
  }
}
