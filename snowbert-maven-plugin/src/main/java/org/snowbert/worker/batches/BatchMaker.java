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
 * Makes batches of examples. A batch has parts, and its parts have about the same number of tokens.
 *
 * @param paddedLength the length to which sentences are padded; null for no padding
 * @param labels the tokens that are scored; if every token is scored, so is the padding
 * @param padding the token that pads
 * @param parts the largest number of parts
 */
public record BatchMaker(
    Examples examples, @Nullable Integer paddedLength, Labels labels, int padding, int parts) {

  /** The number of tokens that a sentence has in a batch, with its padding. */
  public int length(int sentence) {
    return paddedLength == null ? examples.length(sentence) : paddedLength;
  }

  /**
   * Makes a batch of the sentences {@code order[from, to)}, with the masks of an epoch.
   *
   * @return the parts of the batch that have a scored token
   */
  public List<Batch> batch(int[] order, int from, int to, int epoch) {
    // Sentences of similar lengths go into one part, so that its attention has little padding.
    int[] sentences =
        IntStream.range(from, to)
            .mapToObj(i -> order[i])
            .sorted(Comparator.comparingInt(examples::length))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] ends =
        Batch.splitByTokens(Arrays.stream(sentences).map(examples::length).toArray(), parts);
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
    int[] tokenLabels = new int[tokens];
    int at = 0;
    for (int i = 0; i < lengths.length; i++) {
      examples.read(sentences[i], epoch, ids, tokenLabels, at);
      at += lengths[i];
    }
    return paddedLength == null
        ? Batch.packed(ids, tokenLabels, lengths)
        : Batch.padded(
            ids,
            tokenLabels,
            lengths,
            paddedLength,
            padding,
            labels == Labels.ALL ? padding : TokenLabel.IGNORE_INDEX);
  }
}
