package org.snowbert.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks {@code stty} how many characters a line of the terminal has. There are libraries that know
 * the width on more systems, but they also take over the terminal's signals, so that a cancelled
 * build would not end.
 */
final class TerminalWidth {
  private static final int USUAL = 80;

  /** Rows and columns, as {@code stty size} prints them. */
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

  /**
   * Reads the output of {@code stty size}, which is 0 where the terminal does not know its size.
   */
  static int parse(String size) {
    Matcher matcher = SIZE.matcher(size);
    int width = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    return width == 0 ? USUAL : width;
  }
}
