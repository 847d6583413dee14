package org.snowbert.text;

import java.util.Arrays;
import org.apache.lucene.analysis.ja.dict.CharacterDefinition;

/**
 * The categories of characters by which MeCab makes words that are not in the dictionary. Settings
 * and ranges are those of IPADIC's {@code char.def}.
 *
 * <p>Source: <a href="https://taku910.github.io/mecab/unk.html">MeCab, unknown words</a>.
 */
enum CharacterCategory {
  DEFAULT(false, true, 0, CharacterDefinition.DEFAULT),
  SPACE(false, true, 0, CharacterDefinition.SPACE),
  KANJI(false, false, 2, CharacterDefinition.KANJI),
  SYMBOL(true, true, 0, CharacterDefinition.SYMBOL),
  NUMERIC(true, true, 0, CharacterDefinition.NUMERIC),
  ALPHA(true, true, 0, CharacterDefinition.ALPHA),
  HIRAGANA(false, true, 2, CharacterDefinition.HIRAGANA),
  KATAKANA(true, true, 2, CharacterDefinition.KATAKANA),
  KANJINUMERIC(true, true, 0, CharacterDefinition.KANJINUMERIC),
  GREEK(true, true, 0, CharacterDefinition.GREEK),
  CYRILLIC(true, true, 0, CharacterDefinition.CYRILLIC);

  /** Whether unknown words are made even where the dictionary has a word. */
  final boolean invoke;

  /** Whether a run of characters is one unknown word. */
  final boolean group;

  /** Unknown words of 1 to so many characters are made. */
  final int length;

  /** The number of the category in Lucene's dictionary of unknown words. */
  final byte unknownWords;

  CharacterCategory(boolean invoke, boolean group, int length, byte unknownWords) {
    this.invoke = invoke;
    this.group = group;
    this.length = length;
    this.unknownWords = unknownWords;
  }

  /** First and last character of each range; everything else is DEFAULT. */
  private static final String RANGES =
      """
      0009 000B SPACE
      0020 0020 SPACE
      0021 002F SYMBOL
      0030 0039 NUMERIC
      003A 0040 SYMBOL
      0041 005A ALPHA
      005B 0060 SYMBOL
      0061 007A ALPHA
      007B 007E SYMBOL
      00A1 00BF SYMBOL
      00C0 0236 ALPHA
      0374 03FB GREEK
      0400 04F9 CYRILLIC
      0500 050F CYRILLIC
      1E00 1EF9 ALPHA
      2000 206F SYMBOL
      2070 209F NUMERIC
      20A0 214F SYMBOL
      2150 218F NUMERIC
      2190 23FF SYMBOL
      2460 24FF SYMBOL
      2501 26FE SYMBOL
      2700 297F SYMBOL
      2A00 2BFF SYMBOL
      2E80 2EF3 KANJI
      2F00 2FD5 KANJI
      3000 303F SYMBOL
      3041 309F HIRAGANA
      30A1 30FF KATAKANA
      31F0 31FF KATAKANA
      3200 32FE SYMBOL
      3300 33FF SYMBOL
      3400 4DB5 KANJI
      4E00 9FA5 KANJI
      F900 FA2D KANJI
      FA30 FA6A KANJI
      FE30 FE4F SYMBOL
      FE50 FE6B SYMBOL
      FF01 FF0F SYMBOL
      FF10 FF19 NUMERIC
      FF1A FF1F SYMBOL
      FF21 FF3A ALPHA
      FF3B FF40 SYMBOL
      FF41 FF5A ALPHA
      FF5B FF65 SYMBOL
      FF66 FF9F KATAKANA
      FFE0 FFEF SYMBOL
      """;

  /** The characters of two categories: the first gives the settings, both join a run. */
  private static final String NUMERALS = "一二三四五六七八九十百千万億兆";

  private static final char ZERO = '〇';

  private static final CharacterCategory[] FIRST = new CharacterCategory[Character.MAX_VALUE + 1];
  private static final CharacterCategory[] SECOND = new CharacterCategory[Character.MAX_VALUE + 1];

  static {
    set(0, Character.MAX_VALUE, DEFAULT, DEFAULT);
    RANGES
        .lines()
        .map(line -> line.split(" "))
        .forEach(
            range -> {
              CharacterCategory category = valueOf(range[2]);
              set(
                  Integer.parseInt(range[0], 16),
                  Integer.parseInt(range[1], 16),
                  category,
                  category);
            });
    NUMERALS.chars().forEach(c -> set(c, c, KANJINUMERIC, KANJI));
    set(ZERO, ZERO, SYMBOL, KANJINUMERIC);
  }

  private static void set(int from, int to, CharacterCategory first, CharacterCategory second) {
    Arrays.fill(FIRST, from, to + 1, first);
    Arrays.fill(SECOND, from, to + 1, second);
  }

  /** The category that gives the settings of a character. */
  static CharacterCategory of(int codePoint) {
    return Character.isBmpCodePoint(codePoint) ? FIRST[codePoint] : DEFAULT;
  }

  /** Whether two characters have a category in common. */
  static boolean share(int one, int other) {
    CharacterCategory first = of(one);
    CharacterCategory second = second(one);
    return first == of(other)
        || first == second(other)
        || second == of(other)
        || second == second(other);
  }

  private static CharacterCategory second(int codePoint) {
    return Character.isBmpCodePoint(codePoint) ? SECOND[codePoint] : DEFAULT;
  }
}
