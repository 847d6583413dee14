package org.snowbert.masking;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.internal.TokenLabel;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Replacement;
import org.snowbert.text.Vocabulary;

/**
 * Masks encoded sentences as BERT does (Devlin et al., 2019, section 3.1), whole words if the
 * settings say so. Immutable; masking allocates no memory.
 */
public final class Masker {
  /** The part of the drawn tokens that {@code [MASK]} replaces. */
  private static final double MASKED = 0.8;

  /** The part of the drawn tokens that {@code [MASK]} or a random token replaces. */
  private static final double MASKED_OR_RANDOM = 0.9;

  private final MaskSettings settings;
  private final Vocabulary vocabulary;
  private final int[] ordinaryTokens;

  /**
   * A masker.
   *
   * @throws InvalidInputException if the vocabulary has only special tokens, so that no random
   *     token can be drawn
   */
  public Masker(MaskSettings settings, Vocabulary vocabulary) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.ordinaryTokens =
        IntStream.range(0, vocabulary.size()).filter(id -> !vocabulary.isSpecial(id)).toArray();
    if (ordinaryTokens.length == 0) {
      throw new InvalidInputException(
          "the vocabulary has only special tokens: add the tokens of the words to snowbert.vocabulary");
    }
  }

  /**
   * Masks {@code ids[from, to)} in place and writes {@code labels[from, to)}: the original id of
   * each scored token, and {@link TokenLabel#IGNORE_INDEX} for every other token. Special tokens
   * are never masked: {@code [UNK]} too, which stands for any word that the vocabulary lacks, so
   * that guessing it is easy and says nothing.
   *
   * @param draws equal streams give equal masks
   */
  public void mask(RandomStream draws, int[] ids, int[] labels, int from, int to) {
    switch (settings.labels()) {
      case ALL -> System.arraycopy(ids, from, labels, from, to - from);
      case MASKED -> Arrays.fill(labels, from, to, TokenLabel.IGNORE_INDEX);
    }
    int units = 0;
    boolean drawn = false;
    for (int start = nextUnit(ids, from, to); start < to; ) {
      int end = unitEnd(ids, start, to);
      if (draws.nextDouble() < settings.maskProbability()) {
        maskUnit(draws, ids, labels, start, end);
        drawn = true;
      }
      units++;
      start = nextUnit(ids, end, to);
    }
    if (!drawn && settings.atLeastOne() && units > 0) {
      int start = nextUnit(ids, from, to);
      for (int skipped = draws.nextInt(units); skipped > 0; skipped--) {
        start = nextUnit(ids, unitEnd(ids, start, to), to);
      }
      maskUnit(draws, ids, labels, start, unitEnd(ids, start, to));
    }
  }

  /** The first position from {@code position} on that may be masked, else {@code to}. */
  private int nextUnit(int[] ids, int position, int to) {
    while (position < to && vocabulary.isSpecial(ids[position])) {
      position++;
    }
    return position;
  }

  /** The end of the token, or of the whole word, that starts at {@code start}. */
  private int unitEnd(int[] ids, int start, int to) {
    int end = start + 1;
    while (settings.wholeWord() && end < to && vocabulary.isContinuation(ids[end])) {
      end++;
    }
    return end;
  }

  private void maskUnit(RandomStream draws, int[] ids, int[] labels, int start, int end) {
    for (int i = start; i < end; i++) {
      labels[i] = ids[i];
      // Both are always drawn, so that the replacement does not change which tokens are scored.
      double draw = draws.nextDouble();
      int other = ordinaryTokens[draws.nextInt(ordinaryTokens.length)];
      if (settings.replacement() == Replacement.MASK || draw < MASKED) {
        ids[i] = vocabulary.mask();
      } else if (draw < MASKED_OR_RANDOM) {
        ids[i] = other;
      }
    }
  }
}
