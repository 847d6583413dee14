package org.snowbert.fork;

import java.util.Map;

/** Says what the exit status of a crashed JVM means. */
final class ExitStatus {
  /** The status of a JVM that refuses its arguments. */
  static final int NOT_STARTED = 1;

  /** The status after SIGKILL. Linux sends it to a process when memory ends. */
  static final int KILLED = 137;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          2, "SIGINT, interrupted",
          6, "SIGABRT, a native library or the JVM gave up",
          7, "SIGBUS, probably a full disk or a file cut short",
          9, "SIGKILL, probably out of memory",
          11, "SIGSEGV, a native library crashed",
          15, "SIGTERM, somebody ended it");

  private ExitStatus() {}

  static String describe(int status) {
    String signal = SIGNALS.get(status - 128);
    return "ended with exit status " + status + (signal == null ? "" : " (" + signal + ")");
  }
}
