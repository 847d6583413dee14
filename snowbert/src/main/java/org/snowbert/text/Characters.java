package org.snowbert.text;

import java.util.List;

/**
 * Splits words into their characters, as transformers' {@code CharacterTokenizer} does. A character
 * is a Unicode code point; one that the vocabulary does not have is {@code [UNK]}.
 */
record Characters(Vocabulary vocabulary) implements Subwords {
  @Override
  public List<int[]> encode(List<String> words) {
    return words.stream().map(word -> word.codePoints().map(this::id).toArray()).toList();
  }

  private int id(int character) {
    int id = vocabulary.id(Character.toString(character));
    return id < 0 ? vocabulary.unk() : id;
  }
}
