package org.snowbert.console;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;

/** Writes numbers as people read them. */
final class HumanNumbers {
  private HumanNumbers() {}

  /** Such as {@code 47 s}, {@code 9 min} or {@code 3 h 20 min}. */
  static String duration(Duration duration) {
    long seconds = Math.round(duration.toMillis() / 1e3);
    if (seconds < 120) {
      return seconds + " s";
    }
    long minutes = Math.round(seconds / 60.0);
    return minutes < 120 ? minutes + " min" : "%d h %d min".formatted(minutes / 60, minutes % 60);
  }

  /** Such as {@code 110.6 million}. */
  static String millions(long number) {
    return String.format(Locale.ROOT, "%,.1f million", number / 1e6);
  }

  /** Such as {@code 2.4 GB} or {@code 0.3 MB}. */
  static String bytes(long bytes) {
    return bytes < 1e9
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }

  /** Such as {@code 5e-5} or {@code 9.87e-4}. */
  static String rate(double rate) {
    return rate == 0
        ? "0"
        : String.format(Locale.ROOT, "%.2e", rate).replaceFirst("\\.?0*e([+-])0*(?=\\d)", "e$1");
  }

  /** Such as {@code 1 epoch} or {@code 1,000 epochs}. */
  static String count(long number, String noun) {
    return String.format(Locale.ROOT, "%,d %s%s", number, noun, number == 1 ? "" : "s");
  }

  /** Such as {@code 15%} or {@code 12.5%}. */
  static String percent(double share) {
    return BigDecimal.valueOf(share).movePointRight(2).stripTrailingZeros().toPlainString() + "%";
  }

  /** Such as {@code 0.684}, or {@code <0.001} for what rounds to 0. */
  static String probability(double probability) {
    return probability < 0.0005 ? "<0.001" : String.format(Locale.ROOT, "%.3f", probability);
  }
}
