package org.snowbert.model;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.snowbert.internal.TokenLabel;

/**
 * Sentences as {@code bert.py} takes them: their tokens laid end to end, and the place of each
 * token in a rectangle of sentences.
 *
 * @param ids [N] tokens
 * @param positions [N] the position of each token in its sentence
 * @param rectangle [sentences × longest] the token at each place, 0 where it is padding
 * @param places [N] the place of each token in the rectangle
 * @param mask [sentences × longest] whether there is a token to attend to
 * @param scored [S] the tokens that are scored, among the N
 * @param labels [S] the token that the model should predict there
 * @param tokens the number of tokens without padding
 */
@SuppressWarnings("ArrayRecordComponent") // batches are handed on, never compared
public record Batch(
    long[] ids,
    long[] positions,
    long[] rectangle,
    long[] places,
    boolean[] mask,
    int sentences,
    int longest,
    long[] scored,
    long[] labels,
    int tokens)
    implements Serializable {
  /**
   * Packs sentences without padding.
   *
   * @param ids the tokens of all sentences, one sentence after the other; what follows the last is
   *     ignored
   * @param labels of each token, or {@link TokenLabel#IGNORE_INDEX}
   * @param lengths of the sentences
   */
  public static Batch packed(int[] ids, int[] labels, int[] lengths) {
    int tokens = Arrays.stream(lengths).sum();
    int longest = Arrays.stream(lengths).max().orElse(0);
    long[] positions = new long[tokens];
    long[] places = new long[tokens];
    long[] rectangle = new long[lengths.length * longest];
    boolean[] mask = new boolean[rectangle.length];
    int token = 0;
    for (int sentence = 0; sentence < lengths.length; sentence++) {
      for (int position = 0; position < lengths[sentence]; position++, token++) {
        int place = sentence * longest + position;
        positions[token] = position;
        places[token] = place;
        rectangle[place] = token;
        mask[place] = true;
      }
    }
    return score(
        new Batch(
            widen(ids, tokens),
            positions,
            rectangle,
            places,
            mask,
            lengths.length,
            longest,
            new long[0],
            new long[0],
            tokens),
        labels);
  }

  /**
   * Packs sentences that are padded to one length. The model computes the padding like any token,
   * though no token attends to it.
   *
   * @param labels of each token of {@code ids}
   * @param length that every sentence is padded to
   * @param padding the token to pad with
   * @param paddingLabel the label of padding: {@code padding} if padding is scored, otherwise
   *     {@link TokenLabel#IGNORE_INDEX}
   */
  public static Batch padded(
      int[] ids, int[] labels, int[] lengths, int length, int padding, int paddingLabel) {
    int places = lengths.length * length;
    int[] paddedIds = new int[places];
    int[] paddedLabels = new int[places];
    Arrays.fill(paddedIds, padding);
    Arrays.fill(paddedLabels, paddingLabel);
    boolean[] mask = new boolean[places];
    long[] positions = new long[places];
    int from = 0;
    for (int sentence = 0; sentence < lengths.length; sentence++) {
      int to = sentence * length;
      System.arraycopy(ids, from, paddedIds, to, lengths[sentence]);
      System.arraycopy(labels, from, paddedLabels, to, lengths[sentence]);
      Arrays.fill(mask, to, to + lengths[sentence], true);
      from += lengths[sentence];
      for (int position = 0; position < length; position++) {
        positions[to + position] = position;
      }
    }
    return score(
        new Batch(
            widen(paddedIds, places),
            positions,
            LongStream.range(0, places).toArray(),
            LongStream.range(0, places).toArray(),
            mask,
            lengths.length,
            length,
            new long[0],
            new long[0],
            from),
        paddedLabels);
  }

  /**
   * Divides sentences into parts of about the same number of tokens. A part ends after the sentence
   * that brings its tokens nearest to its share.
   *
   * @param lengths of the sentences
   * @return the sentence after the last of each part; a part may be empty
   */
  public static int[] splitByTokens(int[] lengths, int parts) {
    long total = Arrays.stream(lengths).asLongStream().sum();
    int[] ends = new int[parts];
    long tokens = 0;
    int end = 0;
    for (int part = 0; part < parts; part++) {
      long wanted = total * (part + 1) / parts;
      while (end < lengths.length && tokens + lengths[end] / 2 < wanted) {
        tokens += lengths[end++];
      }
      ends[part] = end;
    }
    return ends;
  }

  /** How many of the scored tokens stand in the place of another token. */
  public int replaced() {
    return (int)
        IntStream.range(0, labels.length).filter(i -> ids[(int) scored[i]] != labels[i]).count();
  }

  private static Batch score(Batch batch, int[] labels) {
    long[] scored = new long[batch.ids.length];
    long[] scoredLabels = new long[batch.ids.length];
    int count = 0;
    for (int token = 0; token < batch.ids.length; token++) {
      if (labels[token] != TokenLabel.IGNORE_INDEX) {
        scored[count] = token;
        scoredLabels[count++] = labels[token];
      }
    }
    return new Batch(
        batch.ids,
        batch.positions,
        batch.rectangle,
        batch.places,
        batch.mask,
        batch.sentences,
        batch.longest,
        Arrays.copyOf(scored, count),
        Arrays.copyOf(scoredLabels, count),
        batch.tokens);
  }

  private static long[] widen(int[] values, int count) {
    return Arrays.stream(values, 0, count).asLongStream().toArray();
  }
}
