package org.snowbert.fork;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a process hangs: when it gave no sign of life for long, measured by how it went on.
 */
final class Watchdog {
  private static final Duration LEAST = Duration.ofMinutes(10);
  private static final int FACTOR = 20;

  /**
   * Signs before the process goes at its pace: it starts, it has loaded, it has done a first step.
   */
  private static final int BEGINNING = 2;

  /** More between two looks is time in which this process did not run either. */
  private static final long LOOK = Duration.ofSeconds(1).toNanos();

  private final @Nullable Duration limit;
  private final LongSupplier nanoTime;
  private @Nullable Object last;
  private int signs;
  private long looked;
  private long silence;
  private long longest;

  /**
   * Begins to watch.
   *
   * @param limit the silence to bear, once it has begun, zero for any; null for what suits the
   *     process's pace
   * @param nanoTime the clock
   */
  Watchdog(@Nullable Duration limit, LongSupplier nanoTime) {
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.looked = nanoTime.getAsLong();
  }

  /**
   * Takes a look; to be called more often than each second.
   *
   * @param sign what changes as long as the process goes on
   * @return whether it hangs
   */
  boolean hangs(Object sign) {
    long now = nanoTime.getAsLong();
    silence += Math.min(now - looked, LOOK);
    looked = now;
    if (!sign.equals(last)) {
      longest = Math.max(longest, silence);
      silence = 0;
      last = sign;
      signs++;
    }
    return !Duration.ZERO.equals(limit) && silence > bearable().toNanos();
  }

  private Duration bearable() {
    if (limit != null && signs > BEGINNING) {
      return limit;
    }
    Duration own = Duration.ofNanos(longest).multipliedBy(FACTOR);
    return own.compareTo(LEAST) > 0 ? own : LEAST;
  }

  /** For how long there has been no sign. */
  Duration silence() {
    return Duration.ofNanos(silence);
  }
}
