package org.snowbert.parameters;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snowbert.InvalidInputException;

/** Reads the values of parameters, and refuses values that are not allowed. */
public final class ParameterChecks {
  /** The earliest time that a zip can hold, as in Maven's own archives. */
  private static final Instant EARLIEST = Instant.parse("1980-01-01T00:00:02Z");

  /** The latest time that a zip can hold. */
  private static final Instant LATEST = Instant.parse("2099-12-31T23:59:59Z");

  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static final Pattern SIZE =
      Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?) ?([kmgt]b)", Pattern.CASE_INSENSITIVE);

  private ParameterChecks() {}

  /** Finds the constant with a name, in upper or lower case, with hyphens for underscores. */
  public static <E extends Enum<E>> E constant(String name, String value, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (word(constant).equalsIgnoreCase(value.strip().replace('_', '-'))) {
        return constant;
      }
    }
    throw wrong(
        name,
        "'" + value + "'",
        "use one of "
            + Arrays.stream(type.getEnumConstants())
                .map(ParameterChecks::word)
                .collect(Collectors.joining(", ")));
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static <E extends Enum<E>> E constant(String name, @Nullable String value, E otherwise) {
    return value == null ? otherwise : constant(name, value, otherwise.getDeclaringClass());
  }

  static void requireBoolean(String name, String value) {
    if (!value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
      throw wrong(name, "'" + value + "'", "use one of true, false");
    }
  }

  public static int atLeast(int least, String name, int value) {
    if (value < least) {
      throw wrong(name, value, "give at least " + least);
    }
    return value;
  }

  public static long between(long least, long most, String name, long value) {
    if (value < least || value > most) {
      throw wrong(name, value, "give a number from " + least + " to " + most);
    }
    return value;
  }

  static @Nullable Integer atLeast(int least, String name, @Nullable Integer value) {
    return value == null ? null : (Integer) atLeast(least, name, (int) value);
  }

  static @Nullable Integer positive(String name, @Nullable Integer value) {
    return atLeast(1, name, value);
  }

  static double positive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw wrong(name, value, "give a number above 0");
    }
    return value;
  }

  static double notNegative(String name, double value) {
    if (!(value >= 0 && Double.isFinite(value))) {
      throw wrong(name, value, "give a number of at least 0");
    }
    return value;
  }

  /** Requires a number above 0 and below 1. */
  static double fraction(String name, double value) {
    if (!(value > 0 && value < 1)) {
      throw wrong(name, value, "give a number above 0 and below 1");
    }
    return value;
  }

  /** Requires a number of at least 0 and below 1. */
  static double share(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw wrong(name, value, "give a number of at least 0 and below 1");
    }
    return value;
  }

  public static double between(double least, double most, String name, double value) {
    if (!(value >= least && value <= most)) {
      throw wrong(name, value, "give a number from " + least + " to " + most);
    }
    return value;
  }

  public static int between(int least, int most, String name, int value) {
    if (value < least || value > most) {
      throw wrong(name, value, "give a number from " + least + " to " + most);
    }
    return value;
  }

  /** Reads a size such as {@code 10GB} or {@code 500 MB}, as bytes. */
  static long bytes(String name, String value) {
    Matcher size = SIZE.matcher(value.strip());
    if (!size.matches()) {
      throw wrong(name, "'" + value + "'", "give a size with its unit, such as 500MB, 10GB or 1TB");
    }
    int power = 1 + "KMGT".indexOf(Character.toUpperCase(size.group(2).charAt(0)));
    return new BigDecimal(size.group(1)).multiply(BigDecimal.TEN.pow(3 * power)).longValue();
  }

  /** Splits a line into arguments at its spaces, but not within double quotes. */
  public static List<String> arguments(@Nullable String line) {
    return line == null
        ? List.of()
        : ARGUMENT.matcher(line).results().map(ParameterChecks::unquoted).toList();
  }

  private static String unquoted(MatchResult argument) {
    return argument.group(1) == null ? argument.group(2) : argument.group(1);
  }

  /**
   * Reads the property {@code project.build.outputTimestamp}: ISO 8601, or seconds since 1970. Null
   * if it is not set, or if it is a single character, which switches it off.
   */
  static @Nullable Instant timestamp(@Nullable String value) {
    if (value == null || value.length() < 2) {
      return null;
    }
    Instant time;
    try {
      time =
          value.matches("[0-9]+")
              ? Instant.ofEpochSecond(Long.parseLong(value))
              : OffsetDateTime.parse(value).toInstant();
    } catch (DateTimeException | NumberFormatException e) {
      throw badTimestamp(value, e);
    }
    if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
      throw badTimestamp(value, null);
    }
    return time;
  }

  private static InvalidInputException badTimestamp(String value, @Nullable Exception cause) {
    InvalidInputException wrong =
        new InvalidInputException(
            "project.build.outputTimestamp is '%s': give a time such as 2026-11-23T00:00:00Z, from 1980 to 2099"
                .formatted(value));
    if (cause != null) {
      wrong.initCause(cause);
    }
    return wrong;
  }

  private static InvalidInputException wrong(String name, Object value, String remedy) {
    return new InvalidInputException("snowbert.%s is %s: %s".formatted(name, value, remedy));
  }
}
