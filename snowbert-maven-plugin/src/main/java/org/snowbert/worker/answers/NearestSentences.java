package org.snowbert.worker.answers;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snowbert.jobs.results.EmbedReport.Neighbour;

/** The sentences whose vectors have the smallest angle to a given vector, each sentence once. */
final class NearestSentences {
  private final float[] target;
  private final int count;
  private final List<Neighbour> nearest = new ArrayList<>();

  /**
   * Begins with no sentence.
   *
   * @param target the vector with which the others are compared
   * @param count the number of sentences to keep
   */
  NearestSentences(float[] target, int count) {
    this.target = target;
    this.count = count;
  }

  /**
   * Keeps a sentence if it is among the nearest. Of lines with the same sentence it keeps the
   * first, and it never keeps an empty one.
   */
  void consider(int line, String sentence, float[] vector) {
    if (sentence.isBlank()) {
      return;
    }
    double similarity = cosine(target, vector);
    boolean full = nearest.size() == count;
    if ((full && similarity <= nearest.get(count - 1).similarity())
        || nearest.stream().anyMatch(known -> known.sentence().equals(sentence))) {
      return;
    }
    if (full) {
      nearest.remove(count - 1);
    }
    nearest.add(new Neighbour(line, similarity, sentence));
    nearest.sort(Comparator.comparingDouble(Neighbour::similarity).reversed());
  }

  /** The sentences that were kept, the nearest first. */
  List<Neighbour> best() {
    return List.copyOf(nearest);
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
