package org.snowbert.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.snowbert.text.Vocabulary;

/** The expected vocabularies are those of Hugging Face's tokenizers, with ids by our rule. */
class VocabularyLearnerTest {
  /** Words with ties, overlapping pairs, a prefix inside a word, and characters beyond 16 bits. */
  private static final String TEXT =
      "aaaa aaaa banana banana bandana 😀😀b 😀😀b zz a#b ##a abab abab ab ab 😀 banana aaaa";

  private static final List<String> CHARACTERS =
      List.of(
          "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "###", "##a", "##b", "##d", "##n", "##z",
          "##😀", "#", "a", "b", "d", "n", "z", "😀");

  private static final List<String> MERGES =
      List.of(
          "##an", "##aa", "ab", "ban", "##ana", "aaa", "banana", "aaaa", "##ab", "##😀b", "😀😀b",
          "abab", "###a", "###b", "##dana", "a#b", "zz", "bandana");

  @Test
  void mergesUntilNoPairIsLeft() {
    List<String> tokens = learn(TEXT, 32_000);

    assertThat(tokens.subList(0, CHARACTERS.size())).isEqualTo(CHARACTERS);
    assertThat(tokens.subList(CHARACTERS.size(), tokens.size())).isEqualTo(MERGES);
  }

  @Test
  void stopsAtTheSize() {
    assertThat(learn(TEXT, 24)).endsWith("ban", "##ana").hasSize(24);
  }

  @Test
  void keepsEveryCharacterInAVocabularyTooSmallForThem() {
    assertThat(learn(TEXT, 3)).isEqualTo(CHARACTERS);
  }

  @Test
  void equalCountsMergeTheSmallestPairOfIdsFirst() {
    assertThat(learn("cd ab", 32_000)).endsWith("ab", "cd");
  }

  private static List<String> learn(String text, int size) {
    Map<String, Long> counts = new HashMap<>();
    Arrays.stream(text.split(" ", -1)).forEach(word -> counts.merge(word, 1L, Long::sum));
    Vocabulary vocabulary = VocabularyLearner.learn(counts, size);
    return IntStream.range(0, vocabulary.size()).mapToObj(vocabulary::token).toList();
  }
}
