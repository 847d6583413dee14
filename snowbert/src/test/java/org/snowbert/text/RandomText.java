package org.snowbert.text;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Sentences that nobody writes, over all scripts, to find words that are cut otherwise. */
final class RandomText {
  private static final int[] LENGTHS = {1, 2, 3, 5, 8, 13, 20, 40, 80};

  /** First and last character of blocks that Japanese text uses, and of some that it does not. */
  private static final int[][] BLOCKS = {
    {' ', '~'},
    {0xa0, 0x24f},
    {0x370, 0x3ff},
    {0x400, 0x52f},
    {0x600, 0x6ff},
    {0x2000, 0x206f},
    {0x2010, 0x2015},
    {0x2070, 0x2bff},
    {0x3000, 0x303f},
    {0x3040, 0x309f},
    {0x30a0, 0x30ff},
    {0x31f0, 0x31ff},
    {0x3200, 0x33ff},
    {0x4e00, 0x9fff},
    {0x4e00, 0x5200},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xff00, 0xffef},
    {0x1f300, 0x1f6ff},
    {0x20000, 0x20100}
  };

  /** Around 24, MeCab stops to make one word of a run. */
  private static final int[] RUNS = {1, 2, 3, 10, 24, 25, 26, 30};

  private static final List<String> PARTS =
      List.of(
          "の", "は", "が", "を", "に", "です", "した", "ウォ", "ルター", "・", "ー", "東京", "大学", "髙橋", "Ａ", "b",
          " ", "  ", "Ð", "一", "十", "万", "〇", "０", "１", "5", "ﾊﾟ", "🙂", "々", "「", "」", "―", "—",
          "‖", "〜", "−", "昇華", "夜叉", "、");

  private final Random random = new Random(42);

  Stream<String> sentences(int count) {
    return Stream.generate(this::sentence).filter(s -> !s.isEmpty()).limit(count);
  }

  private String sentence() {
    int length = LENGTHS[random.nextInt(LENGTHS.length)];
    StringBuilder text = new StringBuilder();
    switch (random.nextInt(3)) {
      case 0 -> appendAnything(text, length);
      case 1 -> appendRuns(text, length);
      default -> appendParts(text, length);
    }
    return text.toString();
  }

  private void appendAnything(StringBuilder text, int length) {
    for (int i = 0; i < length; i++) {
      append(text, random.nextInt(random.nextInt(4) == 0 ? 0x30000 : 0x10000));
    }
  }

  private void appendRuns(StringBuilder text, int length) {
    while (text.length() < length) {
      int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
      for (int run = RUNS[random.nextInt(RUNS.length)]; run > 0; run--) {
        append(text, block[0] + random.nextInt(block[1] - block[0] + 1));
      }
    }
  }

  private void appendParts(StringBuilder text, int length) {
    for (int i = 0; i < length; i++) {
      text.append(PARTS.get(random.nextInt(PARTS.size())));
    }
  }

  /** Appends a character that a line of UTF-8 can have. MeCab reads U+FFFF out of its table. */
  private static void append(StringBuilder text, int c) {
    boolean isSurrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    if (c != 0 && c != '\n' && c != '\r' && c != 0xffff && !isSurrogate) {
      text.appendCodePoint(c);
    }
  }
}
