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
 * Masks encoded sentences as BERT does (Devlin et al., 2019, section 3.1). Immutable; masking
 * allocates nothing.
 */
public final class Masker {
  private static final double MASKED = 0.8;
  private static final double MASKED_OR_RANDOM = 0.9;

  private final MaskSettings settings;
  private final Vocabulary vocabulary;
  private final int[] ordinaryTokens;

  /**
   * Prepares masking.
   *
   * @throws InvalidInputException if the vocabulary has only special tokens: none could stand in
   *     another's place
   */
  public Masker(MaskSettings settings, Vocabulary vocabulary) {
    this.settings = settings;
    this.vocabulary = vocabulary;
    this.ordinaryTokens =
        IntStream.range(0, vocabulary.size()).filter(id -> !vocabulary.isSpecial(id)).toArray();
    if (ordinaryTokens.length == 0) {
      throw new InvalidInputException(
          "The vocabulary has only special tokens; give snowbert.vocabulary the words' tokens too.");
    }
  }

  /**
   * Masks {@code ids[from, to)} in place and writes {@code labels[from, to)}: the original id where
   * scored, else {@link TokenLabel#IGNORE_INDEX}. {@code [CLS]}, {@code [SEP]} and {@code [PAD]}
   * are never masked.
   *
   * @param draws gives the same masks when it starts the same
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

  /** The first maskable position from {@code position} on, {@code to} if there is none. */
  private int nextUnit(int[] ids, int position, int to) {
    while (position < to && !isMaskable(ids[position])) {
      position++;
    }
    return position;
  }

  /** Where the token, or the word, that starts at {@code start} ends. */
  private int unitEnd(int[] ids, int start, int to) {
    int end = start + 1;
    while (settings.wholeWord() && end < to && vocabulary.isContinuation(ids[end])) {
      end++;
    }
    return end;
  }

  private boolean isMaskable(int id) {
    return id != vocabulary.cls() && id != vocabulary.sep() && id != vocabulary.pad();
  }

  private void maskUnit(RandomStream draws, int[] ids, int[] labels, int start, int end) {
    for (int i = start; i < end; i++) {
      labels[i] = ids[i];
      // Drawn whether used or not: which tokens are scored does not depend on what replaces them.
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
