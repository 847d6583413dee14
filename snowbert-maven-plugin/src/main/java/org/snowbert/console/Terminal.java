package org.snowbert.console;

import java.io.BufferedReader;
import java.io.Console;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The terminal that Maven runs in, where there is one. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are both a terminal. */
  @SuppressWarnings("SystemConsoleNull") // a console that is not null is asked further
  public static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try { // from JDK 22 on there is a console even where there is no terminal
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Standard input as text. */
  static BufferedReader input() {
    return new BufferedReader(new InputStreamReader(System.in, charset()));
  }

  /** The charset of the system, but UTF-8 where the system has only ASCII. */
  private static Charset charset() {
    Charset system = Charset.forName(System.getProperty("native.encoding", "UTF-8"));
    return system.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : system;
  }
}
