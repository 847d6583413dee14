package org.snowbert.console;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;

/** Whether a person is there. */
public final class Terminal {
  private Terminal() {}

  /** Whether standard input and output are both a terminal. */
  @SuppressWarnings("SystemConsoleNull") // it is asked further where it is none
  public static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true; // before Java 22 there is no console elsewhere
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }
}
