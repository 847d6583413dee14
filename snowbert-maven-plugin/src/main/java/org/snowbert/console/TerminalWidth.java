package org.snowbert.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many characters a line of the terminal has. The libraries that know it more widely take over
 * the terminal's signals on the way, and with them the end of a build that is cancelled.
 */
final class TerminalWidth {
  private static final int USUAL = 80;

  /** Rows and columns. */
  private static final Pattern SIZE = Pattern.compile("\\d+ (\\d+)\\s*");

  private TerminalWidth() {}

  static int get() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Redirect.INHERIT)
              .redirectError(Redirect.DISCARD)
              .start();
      return parse(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
    } catch (IOException e) {
      return USUAL; // Windows has no stty
    }
  }

  /** What {@code stty size} says; a terminal that does not know its size says 0. */
  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size);
    int width = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    return width == 0 ? USUAL : width;
  }
}
