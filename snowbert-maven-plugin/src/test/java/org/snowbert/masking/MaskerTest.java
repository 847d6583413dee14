package org.snowbert.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.snowbert.InvalidInputException;
import org.snowbert.internal.RandomStream;
import org.snowbert.internal.TokenLabel;
import org.snowbert.settings.Labels;
import org.snowbert.settings.MaskSettings;
import org.snowbert.settings.Masking;
import org.snowbert.settings.Replacement;
import org.snowbert.text.Vocabulary;

class MaskerTest {
  private static final int PAD = 0;
  private static final int UNK = 1;
  private static final int CLS = 2;
  private static final int SEP = 3;
  private static final int MASK = 4;
  private static final int FIRST_WORD = 5;
  private static final int END = 205;

  private static final int SENTENCES = 20_000;

  /** 100 tokens that start words and 100 that continue them. */
  private static final Vocabulary VOCABULARY = vocabulary();

  private static Vocabulary vocabulary() {
    List<String> tokens = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    for (int i = 0; i < 100; i++) {
      tokens.add("w" + i);
    }
    for (int i = 0; i < 100; i++) {
      tokens.add("##w" + i);
    }
    return Vocabulary.of(tokens);
  }

  private static MaskSettings bert(boolean wholeWord, boolean atLeastOne) {
    return new MaskSettings(
        Masking.DYNAMIC, 0.15, 0.15, wholeWord, Replacement.BERT, Labels.MASKED, atLeastOne, 42);
  }

  /** {@code [CLS]}, four words of one, two, three and one tokens, {@code [SEP]}. */
  private static final int[] SENTENCE = {CLS, 5, 6, 105, 7, 106, 107, 8, SEP};

  private static final int MASKABLE = 7;

  /** One masked sentence. */
  private static final class Masked {
    final int[] ids = SENTENCE.clone();
    final int[] labels = new int[SENTENCE.length];

    Masked(MaskSettings settings, long seed, int sentence) {
      new Masker(settings, VOCABULARY)
          .mask(RandomStream.of(seed, "mask", sentence), ids, labels, 0, ids.length);
    }

    boolean drawn(int position) {
      return labels[position] != TokenLabel.IGNORE_INDEX;
    }
  }

  /** Five standard deviations of a measured proportion. */
  private static double bound(double probability, double draws) {
    return 5 * Math.sqrt(probability * (1 - probability) / draws);
  }

  @Test
  void proportionsAreThoseOfBert() {
    int drawn = 0;
    int masked = 0;
    int kept = 0;
    for (int i = 0; i < SENTENCES; i++) {
      Masked sentence = new Masked(bert(false, false), 42, i);
      for (int position = 0; position < SENTENCE.length; position++) {
        if (sentence.drawn(position)) {
          drawn++;
          masked += sentence.ids[position] == MASK ? 1 : 0;
          kept += sentence.ids[position] == SENTENCE[position] ? 1 : 0;
          assertThat(sentence.labels[position]).isEqualTo(SENTENCE[position]);
        } else {
          assertThat(sentence.ids[position]).isEqualTo(SENTENCE[position]);
        }
      }
    }
    double all = (double) SENTENCES * MASKABLE;
    double keptPart = 0.1 + 0.1 / 200; // a random token may be the token itself
    assertThat(drawn / all).isCloseTo(0.15, within(bound(0.15, all)));
    assertThat((double) masked / drawn).isCloseTo(0.8, within(bound(0.8, drawn)));
    assertThat((double) kept / drawn).isCloseTo(keptPart, within(bound(keptPart, drawn)));
  }

  @Test
  void specialTokensAreNeverMasked() {
    for (int i = 0; i < 1000; i++) {
      int[] ids = {CLS, UNK, 5, MASK, SEP, PAD};
      int[] labels = new int[ids.length];
      new Masker(bert(false, true), VOCABULARY)
          .mask(RandomStream.of(42, "mask", i), ids, labels, 0, ids.length);
      assertThat(labels).containsExactly(-100, -100, 5, -100, -100, -100); // at least one is masked
      ids[2] = 5;
      assertThat(ids).containsExactly(CLS, UNK, 5, MASK, SEP, PAD);
    }
  }

  @Test
  void randomTokensAreUniformAndNeverSpecial() {
    int[] counts = new int[VOCABULARY.size()];
    int random = 0;
    for (int i = 0; i < 5 * SENTENCES; i++) {
      Masked sentence = new Masked(bert(false, false), 42, i);
      for (int position = 0; position < SENTENCE.length; position++) {
        int id = sentence.ids[position];
        if (id != MASK && id != SENTENCE[position]) {
          counts[id]++;
          random++;
        }
      }
    }
    assertThat(Arrays.copyOf(counts, FIRST_WORD)).containsOnly(0);
    double expected = random / 200.0;
    for (int id = FIRST_WORD; id < END; id++) {
      assertThat((double) counts[id]).isCloseTo(expected, within(6 * Math.sqrt(expected)));
    }
  }

  @Test
  void withAtLeastOneEverySentenceHasAMask() {
    int[] firsts = new int[SENTENCE.length];
    int without = 0;
    for (int i = 0; i < SENTENCES; i++) {
      Masked with = new Masked(bert(false, true), 42, i);
      assertThat(allIgnored(with)).isFalse();
      if (allIgnored(new Masked(bert(false, false), 42, i))) {
        without++;
        int drawn = 0;
        for (int position = 0; position < SENTENCE.length; position++) {
          if (with.drawn(position)) {
            firsts[position]++;
            drawn++;
          }
        }
        assertThat(drawn).isEqualTo(1);
      }
    }
    double none = Math.pow(0.85, MASKABLE);
    assertThat((double) without / SENTENCES).isCloseTo(none, within(bound(none, SENTENCES)));
    for (int position = 1; position <= MASKABLE; position++) {
      assertThat((double) firsts[position] / without)
          .isCloseTo(1.0 / MASKABLE, within(bound(1.0 / MASKABLE, without)));
    }
  }

  @Test
  void wholeWordsAreDrawnWithEachSubwordReplacedOnItsOwn() {
    int drawn = 0;
    int masked = 0;
    int subwords = 0;
    boolean mixed = false;
    for (int i = 0; i < SENTENCES; i++) {
      Masked sentence = new Masked(bert(true, false), 42, i);
      assertThat(sentence.drawn(2)).isEqualTo(sentence.drawn(3));
      assertThat(sentence.drawn(4)).isEqualTo(sentence.drawn(5)).isEqualTo(sentence.drawn(6));
      mixed |= sentence.ids[2] == MASK && sentence.ids[3] != MASK && sentence.drawn(3);
      for (int first : new int[] {1, 2, 4, 7}) {
        drawn += sentence.drawn(first) ? 1 : 0;
      }
      for (int position = 0; position < SENTENCE.length; position++) {
        subwords += sentence.drawn(position) ? 1 : 0;
        masked += sentence.ids[position] == MASK ? 1 : 0;
      }
    }
    assertThat(drawn / (4.0 * SENTENCES)).isCloseTo(0.15, within(bound(0.15, 4.0 * SENTENCES)));
    assertThat((double) masked / subwords).isCloseTo(0.8, within(bound(0.8, subwords)));
    assertThat(mixed).isTrue();
  }

  @Test
  void atLeastOneDrawsAWholeWordWhereWordsAreDrawn() {
    MaskSettings rare =
        new MaskSettings(
            Masking.DYNAMIC, 1e-9, 0.15, true, Replacement.MASK, Labels.MASKED, true, 42);
    int[] words = new int[SENTENCE.length];
    for (int i = 0; i < SENTENCES; i++) {
      Masked sentence = new Masked(rare, 42, i);
      assertThat(sentence.drawn(4)).isEqualTo(sentence.drawn(5)).isEqualTo(sentence.drawn(6));
      for (int first : new int[] {1, 2, 4, 7}) {
        words[first] += sentence.drawn(first) ? 1 : 0;
      }
    }
    assertThat(words[1] + words[2] + words[4] + words[7]).isEqualTo(SENTENCES);
    for (int first : new int[] {1, 2, 4, 7}) {
      assertThat((double) words[first] / SENTENCES).isCloseTo(0.25, within(bound(0.25, SENTENCES)));
    }
  }

  @Test
  void replacementMaskAlwaysMasks() {
    MaskSettings settings =
        new MaskSettings(
            Masking.DYNAMIC, 0.5, 0.15, false, Replacement.MASK, Labels.MASKED, false, 42);
    for (int i = 0; i < 1_000; i++) {
      Masked sentence = new Masked(settings, 42, i);
      for (int position = 0; position < SENTENCE.length; position++) {
        assertThat(sentence.ids[position])
            .isEqualTo(sentence.drawn(position) ? MASK : SENTENCE[position]);
      }
    }
  }

  @Test
  void labelsAllAreTheOriginalIdsEverywhere() {
    MaskSettings settings =
        new MaskSettings(
            Masking.DYNAMIC, 0.15, 0.15, false, Replacement.MASK, Labels.ALL, false, 42);
    for (int i = 0; i < 1_000; i++) {
      assertThat(new Masked(settings, 42, i).labels).isEqualTo(SENTENCE);
    }
  }

  @Test
  void onlyTheRangeIsTouched() {
    int[] ids = {9, 9, CLS, 5, SEP, 9};
    int[] labels = {1, 1, 1, 1, 1, 1};
    new Masker(
            new MaskSettings(
                Masking.DYNAMIC, 0.5, 0.15, true, Replacement.MASK, Labels.MASKED, true, 42),
            VOCABULARY)
        .mask(RandomStream.of(42, "mask"), ids, labels, 2, 5);
    assertThat(ids).containsExactly(9, 9, CLS, MASK, SEP, 9);
    assertThat(labels).containsExactly(1, 1, -100, 5, -100, 1);
  }

  @Test
  void aSentenceWithNothingToMaskGetsNoLabel() {
    int[] ids = {CLS, SEP};
    int[] labels = new int[2];
    new Masker(bert(false, true), VOCABULARY).mask(RandomStream.of(42, "mask"), ids, labels, 0, 2);
    assertThat(ids).containsExactly(CLS, SEP);
    assertThat(labels).containsOnly(TokenLabel.IGNORE_INDEX);
  }

  @Test
  void theSameSeedGivesTheSameMasksAndAnotherSeedOthers() {
    boolean other = false;
    for (int i = 0; i < 100; i++) {
      Masked sentence = new Masked(bert(false, true), 42, i);
      Masked again = new Masked(bert(false, true), 42, i);
      assertThat(again.ids).isEqualTo(sentence.ids);
      assertThat(again.labels).isEqualTo(sentence.labels);
      other |= !Arrays.equals(new Masked(bert(false, true), 43, i).labels, sentence.labels);
    }
    assertThat(other).isTrue();
  }

  @Test
  void wrongSettingsAreNamed() {
    for (double probability : new double[] {0, 1, Double.NaN}) {
      assertThatThrownBy(
              () ->
                  new MaskSettings(
                      Masking.DYNAMIC,
                      probability,
                      0.15,
                      false,
                      Replacement.BERT,
                      Labels.MASKED,
                      true,
                      42))
          .isInstanceOf(InvalidInputException.class)
          .hasMessageContainingAll("snowbert.maskProbability", Double.toString(probability));
    }
    Vocabulary specials = Vocabulary.of(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"));
    assertThatThrownBy(() -> new Masker(bert(false, true), specials))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.vocabulary");
  }

  private static boolean allIgnored(Masked sentence) {
    return Arrays.stream(sentence.labels).allMatch(label -> label == TokenLabel.IGNORE_INDEX);
  }

  @Test
  void validationScoresTheSameTokensWhateverTrainingScoresAndWhateverReplacesThem() {
    MaskSettings notebook =
        new MaskSettings(
            Masking.DYNAMIC, 0.15, 0.15, false, Replacement.MASK, Labels.ALL, false, 42);
    for (int i = 0; i < 1000; i++) {
      Masked one = new Masked(notebook.forValidation(), 42, i);
      Masked other = new Masked(bert(false, true).forValidation(), 42, i);
      assertThat(one.labels).isEqualTo(other.labels);
    }
  }
}
