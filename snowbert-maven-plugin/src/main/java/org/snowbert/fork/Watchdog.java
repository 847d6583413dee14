package org.snowbert.fork;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a process hangs: when it has given no sign of life for much longer than its longest
 * silence so far.
 */
final class Watchdog {
  private static final Duration MINIMUM = Duration.ofMinutes(10);
  private static final int TIMES_THE_LONGEST_SILENCE = 20;

  /** The number of signs while the process starts: only after them does it go at its pace. */
  private static final int SIGNS_OF_THE_START = 2;

  /** If more time passes between two looks, this process itself did not run. */
  private static final long LONGEST_LOOK = Duration.ofSeconds(1).toNanos();

  private final @Nullable Duration limit;
  private final LongSupplier nanoTime;
  private @Nullable Object lastSign;
  private int signs;
  private long lastLook;
  private long silence;
  private long longestSilence;

  /**
   * Begins to watch.
   *
   * @param limit the longest silence that is allowed; the start may take at least ten minutes; zero
   *     for no limit, null for a limit that suits the pace of the process
   * @param nanoTime the clock
   */
  Watchdog(@Nullable Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.lastLook = nanoTime.getAsLong();
  }

  /**
   * Takes a look. The caller must call it more often than once a second.
   *
   * @param sign an object that changes as long as the process goes on
   * @return whether the process hangs
   */
  boolean hangs(Object sign) {
    long now = nanoTime.getAsLong();
    silence += Math.min(now - lastLook, LONGEST_LOOK);
    lastLook = now;
    if (!sign.equals(lastSign)) {
      longestSilence = Math.max(longestSilence, silence);
      silence = 0;
      lastSign = sign;
      signs++;
    }
    return !Duration.ZERO.equals(limit) && silence > allowedSilence().toNanos();
  }

  private Duration allowedSilence() {
    if (limit != null && signs > SIGNS_OF_THE_START) {
      return limit;
    }
    Duration byPace = Duration.ofNanos(longestSilence).multipliedBy(TIMES_THE_LONGEST_SILENCE);
    Duration allowed = longer(byPace, MINIMUM);
    return limit == null ? allowed : longer(limit, allowed);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /** The time since the last sign of life. */
  Duration silence() {
    return Duration.ofNanos(silence);
  }
}
