package org.snowbert.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class WatchdogTest {
  private long now;
  private int sign;

  private Watchdog watchdog(@Nullable Duration limit) {
    return new Watchdog(limit, () -> now);
  }

  /** Looks each half second, and tells whether the process hangs at the end. */
  private boolean silent(Watchdog watchdog, Duration time) {
    boolean hangs = false;
    for (long end = now + time.toNanos(); now < end; ) {
      now += Duration.ofMillis(500).toNanos();
      hangs = watchdog.hangs(sign);
    }
    return hangs;
  }

  @Test
  void tenMinutesOfSilenceAreAHang() {
    Watchdog watchdog = watchdog(null);
    assertThat(silent(watchdog, Duration.ofMinutes(10))).isFalse();
    assertThat(silent(watchdog, Duration.ofSeconds(2))).isTrue();
    assertThat(watchdog.silence()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
  }

  @Test
  void aSlowProcessMayBeSilentTwentyTimesItsLongestSilence() {
    Watchdog watchdog = watchdog(null);
    for (sign = 0; sign < 5; sign++) {
      silent(watchdog, Duration.ofMinutes(3));
    }
    assertThat(silent(watchdog, Duration.ofMinutes(59))).isFalse();
    assertThat(silent(watchdog, Duration.ofMinutes(2))).isTrue();
  }

  @Test
  void theLimitOfTheUserHoldsAfterTheStart() {
    Watchdog watchdog = watchdog(Duration.ofSeconds(5));
    for (sign = 0; sign < 2; sign++) {
      assertThat(silent(watchdog, Duration.ofSeconds(30))).isFalse();
    }
    assertThat(silent(watchdog, Duration.ofSeconds(5))).isFalse();
    assertThat(silent(watchdog, Duration.ofSeconds(1))).isTrue();
  }

  /** A cluster may give its first executor late, and a first step may be long. */
  @Test
  void aLongLimitOfTheUserHoldsFromTheStart() {
    Watchdog watchdog = watchdog(Duration.ofHours(1));
    for (sign = 0; sign < 3; sign++) {
      assertThat(silent(watchdog, Duration.ofMinutes(59))).isFalse();
    }
    assertThat(silent(watchdog, Duration.ofMinutes(62))).isTrue();
  }

  @Test
  void withoutALimitNothingHangs() {
    assertThat(silent(watchdog(Duration.ZERO), Duration.ofDays(2))).isFalse();
  }

  @Test
  void timeInWhichMavenWasStoppedDoesNotCount() {
    Watchdog watchdog = watchdog(null);
    watchdog.hangs(sign);
    now += Duration.ofHours(1).toNanos();
    assertThat(watchdog.hangs(sign)).isFalse();
    assertThat(watchdog.silence()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }
}
