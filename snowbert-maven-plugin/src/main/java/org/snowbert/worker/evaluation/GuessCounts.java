package org.snowbert.worker.evaluation;

import org.snowbert.jobs.results.Analysis;

/** Counts how well a model guessed a group of scored tokens. */
final class GuessCounts {
  private static final int FIVE = 5;

  private long tokens;
  private double loss;
  private long top1;
  private long top5;

  /**
   * Adds a token.
   *
   * @param loss the cross-entropy of the token
   * @param rank 1 if the model finds the token the most probable one
   */
  void add(double loss, int rank) {
    tokens++;
    this.loss += loss;
    top1 += rank == 1 ? 1 : 0;
    top5 += rank <= FIVE ? 1 : 0;
  }

  long tokens() {
    return tokens;
  }

  Analysis.Group group(String name) {
    return new Analysis.Group(
        name, tokens, loss / tokens, (double) top1 / tokens, (double) top5 / tokens);
  }
}
