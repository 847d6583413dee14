package org.snowbert.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Damages content; what it does is decided by its seed alone. */
public final class Mutator {
  /** What arithmetic on sizes, counts and offsets goes wrong with. */
  private static final long[] NUMBERS = {
    0,
    1,
    -1,
    2,
    7,
    127,
    128,
    255,
    256,
    32_767,
    65_535,
    65_536,
    1_048_575,
    1_048_577,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    1L << 31,
    1L << 32,
    1L << 40,
    1L << 61,
    1L << 62,
    Long.MAX_VALUE,
    Long.MIN_VALUE
  };

  /** What parsers of numbers, names and paths go wrong with. */
  private static final List<String> WORDS =
      List.of(
          "",
          "null",
          "NaN",
          "1e999",
          "1e999999999",
          "-0",
          "0.5",
          "9".repeat(400),
          "[]",
          "{}",
          "[[[[[[[[[[]]]]]]]]]]",
          "\"\"",
          "true",
          "../../outside",
          "/outside",
          "C:\\outside",
          "\\\\outside",
          ".",
          "..",
          "\u0000",
          "\r\n[ERROR] forged",
          "\u202e\ud800",
          "_x0000__xD800_",
          "&#0;",
          "&outside;",
          "]]>",
          "<!DOCTYPE a SYSTEM 'file:///etc/passwd'>",
          "a".repeat(70_000));

  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"|'[^']*'");
  private static final Pattern ELEMENT = Pattern.compile("<[^>]*>|[{}\\[\\],:\\n]");

  private final SplittableRandom random;

  public Mutator(long seed) {
    random = new SplittableRandom(seed);
  }

  /** A number in [0, bound). */
  public int below(int bound) {
    return random.nextInt(bound);
  }

  /** True once in so many times. */
  public boolean once(int in) {
    return random.nextInt(in) == 0;
  }

  public <T> T any(List<T> things) {
    return things.get(below(things.size()));
  }

  public String word() {
    return any(WORDS);
  }

  public long number() {
    return once(4) ? random.nextLong() : NUMBERS[below(NUMBERS.length)];
  }

  /** The content with one to four changes. */
  public byte[] mutate(byte[] content) {
    byte[] changed = content;
    for (int i = 1 + below(4); i > 0; i--) {
      changed = once(2) ? ofText(changed) : ofBytes(changed);
    }
    return changed;
  }

  private byte[] ofText(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1); // keeps every byte
    String changed =
        switch (below(5)) {
          case 0, 1 -> replaceOne(text, NUMBER, once(3) ? word() : Long.toString(number()));
          case 2 -> replaceOne(text, QUOTED, once(2) ? '"' + latin(word()) + '"' : latin(word()));
          case 3 -> replaceOne(text, ELEMENT, latin(word()));
          default -> repeatOne(text);
        };
    return changed.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** As the bytes of UTF-8, one character each. */
  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private String replaceOne(String text, Pattern pattern, String replacement) {
    List<MatchResult> found = pattern.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + replacement;
    }
    MatchResult one = any(found);
    return text.substring(0, one.start()) + replacement + text.substring(one.end());
  }

  /** One element or token again, up to a thousand times. */
  private String repeatOne(String text) {
    List<MatchResult> found = ELEMENT.matcher(text).results().toList();
    if (found.isEmpty()) {
      return text + text;
    }
    MatchResult one = any(found);
    return text.substring(0, one.start())
        + one.group().repeat(1 + below(once(3) ? 1000 : 3))
        + text.substring(one.start());
  }

  private byte[] ofBytes(byte[] content) {
    if (content.length == 0) {
      return new byte[below(16)];
    }
    int at = below(content.length);
    int length = Math.min(1 + below(once(3) ? content.length : 16), content.length - at);
    byte[] changed = content.clone();
    switch (below(7)) {
      case 0 -> changed[at] ^= (byte) (1 << below(8));
      case 1 -> changed[at] = (byte) below(256);
      case 2 -> changed = Arrays.copyOf(content, at); // cut
      case 3 -> changed = joined(content, 0, at, content, at + length, content.length);
      case 4 -> changed = joined(content, 0, at + length, content, at, content.length);
      case 5 -> {
        int from = below(content.length);
        System.arraycopy(content, from, changed, at, Math.min(length, content.length - from));
      }
      default -> {
        int width = Math.min(once(2) ? Integer.BYTES : Long.BYTES, content.length - at);
        ByteBuffer number =
            ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number());
        System.arraycopy(number.array(), 0, changed, at, width);
      }
    }
    return changed;
  }

  private static byte[] joined(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    byte[] whole = Arrays.copyOf(Arrays.copyOfRange(a, fromA, toA), toA - fromA + toB - fromB);
    System.arraycopy(b, fromB, whole, toA - fromA, toB - fromB);
    return whole;
  }

  /** The same things with one left out, twice or in another place, or unchanged. */
  public <T> List<T> shuffled(List<T> things) {
    List<T> changed = new ArrayList<>(things);
    if (!changed.isEmpty()) {
      switch (below(6)) {
        case 0 -> changed.remove(below(changed.size()));
        case 1 -> changed.add(below(changed.size() + 1), any(things));
        case 2 -> changed.add(changed.remove(below(changed.size())));
        default -> {}
      }
    }
    return changed;
  }
}
