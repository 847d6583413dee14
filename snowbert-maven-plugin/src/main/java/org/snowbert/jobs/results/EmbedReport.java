package org.snowbert.jobs.results;

import java.util.List;

/**
 * What came of the job {@code embed}.
 *
 * @param sentences that have a vector
 * @param width elements of a vector
 * @param cut sentences of more tokens than the model reads, whose end has no part in their vector
 * @param seconds that reading, computing and writing took, the model being loaded
 * @param neighbours the sentences nearest to the text, the nearest first; none where there is none
 */
public record EmbedReport(
    int sentences, int width, int cut, double seconds, List<Neighbour> neighbours) {
  /**
   * A sentence beside another.
   *
   * @param line of the file, from 1
   * @param similarity the cosine between the two vectors, in [-1, 1]
   */
  public record Neighbour(int line, double similarity, String sentence) {}
}
