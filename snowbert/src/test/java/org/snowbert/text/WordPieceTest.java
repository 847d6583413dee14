package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordPieceTest {
  private final Vocabulary vocabulary =
      Vocabulary.of(
          List.of(
              "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "分", "##か", "##り", "分か", "##かり", "𠮷",
              "##𠮷", "が"));

  private List<List<String>> pieces(String... words) throws IOException {
    try (WordPiece wordPiece = new WordPiece(vocabulary)) {
      return wordPiece.encode(List.of(words)).stream()
          .map(ids -> IntStream.of(ids).mapToObj(vocabulary::token).toList())
          .toList();
    }
  }

  @Test
  void theLongestPieceIsTakenFirst() throws IOException {
    assertThat(pieces("分かり", "分かかり")).containsExactly(List.of("分か", "##り"), List.of("分か", "##かり"));
  }

  @Test
  void aWordThatPiecesDoNotMakeUpIsUnknownAsAWhole() throws IOException {
    assertThat(pieces("分かる", "が")).containsExactly(List.of("[UNK]"), List.of("が"));
  }

  @Test
  void oneHundredCodePointsAreSplitAndMoreAreUnknown() throws IOException {
    assertThat(pieces("𠮷".repeat(100), "𠮷".repeat(101)))
        .satisfiesExactly(
            pieces -> assertThat(pieces).hasSize(100).startsWith("𠮷", "##𠮷"),
            pieces -> assertThat(pieces).containsExactly("[UNK]"));
  }

  @Test
  void repeatedWordsAreGivenInTheirPlaces() throws IOException {
    assertThat(pieces("が", "分", "が")).containsExactly(List.of("が"), List.of("分"), List.of("が"));
  }

  @Test
  void wordsBeyondTheKeptOnesAreEncodedTheSame() throws IOException {
    try (WordPiece wordPiece = new WordPiece(vocabulary)) {
      int[] before = wordPiece.encode(List.of("分かり")).get(0);
      wordPiece.encode(IntStream.range(0, 1 << 17).mapToObj(Integer::toString).toList());
      assertThat(wordPiece.encode(List.of("1", "分かり")).get(1)).isEqualTo(before);
    }
  }
}
