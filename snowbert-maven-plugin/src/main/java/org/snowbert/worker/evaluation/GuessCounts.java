package org.snowbert.worker.evaluation;

import org.snowbert.jobs.results.Analysis;

/** Adds up how scored tokens were guessed. */
final class GuessCounts {
  private static final int FIVE = 5;

  private long tokens;
  private double loss;
  private long first;
  private long amongFive;

  /**
   * Adds a token.
   *
   * @param loss its cross-entropy
   * @param rank 1 where it is the most probable one
   */
  void add(double loss, int rank) {
    tokens++;
    this.loss += loss;
    first += rank == 1 ? 1 : 0;
    amongFive += rank <= FIVE ? 1 : 0;
  }

  long tokens() {
    return tokens;
  }

  Analysis.Group group(String name) {
    return new Analysis.Group(
        name, tokens, loss / tokens, (double) first / tokens, (double) amongFive / tokens);
  }
}
