package org.snowbert.internal;

import java.nio.charset.StandardCharsets;

/**
 * One of the named streams of random numbers that a seed has.
 *
 * <p>The seed, the name and the coordinates (an epoch, a sentence, a step) decide the numbers of a
 * stream; earlier draws do not. So a resumed run needs no state of a generator. The generator is
 * SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014), which
 * gives the same numbers on every machine and Java version. Not thread-safe.
 */
public final class RandomStream {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  private RandomStream(long state) {
    this.state = state;
  }

  /**
   * A stream at its start.
   *
   * @param seed the seed of the run
   * @param name the name of what is drawn, such as {@code mask} or {@code order}
   * @param coordinates the part for which it is drawn, such as an epoch and a sentence
   */
  public static RandomStream of(long seed, String name, long... coordinates) {
    long state = mix(seed + GOLDEN_GAMMA);
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      state = mix((state ^ b) + GOLDEN_GAMMA);
    }
    for (long coordinate : coordinates) {
      state = mix((state ^ mix(coordinate + GOLDEN_GAMMA)) + GOLDEN_GAMMA);
    }
    return new RandomStream(state);
  }

  /** Uniform over all longs. */
  public long nextLong() {
    return mix(state += GOLDEN_GAMMA);
  }

  /** Uniform in [0, 1), in steps of 2<sup>-53</sup>. */
  public double nextDouble() {
    return (nextLong() >>> 11) * 0x1p-53;
  }

  /** Uniform in [0, bound); its bias is below bound / 2<sup>64</sup>. */
  public int nextInt(int bound) {
    return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
