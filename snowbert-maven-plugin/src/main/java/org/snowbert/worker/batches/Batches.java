package org.snowbert.worker.batches;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.snowbert.internal.TokenLabel;
import org.snowbert.model.Batch;
import org.snowbert.settings.Labels;

/**
 * Makes batches of examples, in parts of about as many tokens.
 *
 * @param paddedLength that sentences are padded to, or null for none
 * @param labels whether padding is scored, as every token is
 * @param padding the token to pad with
 * @param parts at most
 */
public record Batches(
    Examples examples, @Nullable Integer paddedLength, Labels labels, int padding, int parts) {

  /**
   * The sentences of {@code order} in [from, to) as an epoch masks them: those parts that have a
   * scored token.
   */
  public List<Batch> of(int[] order, int from, int to, int epoch) {
    // Sentences of like lengths in one part: its attention then has little padding.
    int[] sentences =
        IntStream.range(from, to)
            .mapToObj(i -> order[i])
            .sorted(Comparator.comparingInt(examples::length))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ends = Batch.ends(Arrays.stream(sentences).map(examples::length).toArray(), parts);
    return IntStream.range(0, parts)
        .mapToObj(
            part ->
                part(
                    Arrays.copyOfRange(sentences, part == 0 ? 0 : ends[part - 1], ends[part]),
                    epoch))
        .filter(part -> part.labels().length > 0)
        .toList();
  }

  private Batch part(int[] sentences, int epoch) {
    int[] lengths = Arrays.stream(sentences).map(examples::length).toArray();
    int tokens = Arrays.stream(lengths).sum();
    int[] ids = new int[tokens];
    int[] wanted = new int[tokens];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      examples.read(sentences[i], epoch, ids, wanted, at);
      at += lengths[i];
    }
    return paddedLength == null
        ? Batch.packed(ids, wanted, lengths)
        : Batch.padded(
            ids,
            wanted,
            lengths,
            paddedLength,
            padding,
            labels == Labels.ALL ? padding : TokenLabel.IGNORE_INDEX);
  }
}
