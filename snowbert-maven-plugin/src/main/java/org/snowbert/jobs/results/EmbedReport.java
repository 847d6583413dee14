package org.snowbert.jobs.results;

import java.util.List;

/**
 * The report of the job {@code embed}.
 *
 * @param sentences the number of sentences, each of which has a vector
 * @param width the number of elements of a vector
 * @param cut the number of sentences that have more tokens than the model reads, so that their ends
 *     were cut
 * @param seconds the time for reading, computing and writing, without that for loading the model
 * @param neighbours the sentences nearest to the text, the nearest first; empty without a text
 */
public record EmbedReport(
    int sentences, int width, int cut, double seconds, List<Neighbour> neighbours) {
  /**
   * A sentence near to the text.
   *
   * @param line the line of the file, counted from 1
   * @param similarity the cosine between the two vectors, in [-1, 1]
   */
  public record Neighbour(int line, double similarity, String sentence) {}
}
