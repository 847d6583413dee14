package org.snowbert.fork;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The report that a JVM writes when native code crashes. */
final class CrashReport {
  private static final String NAME = "hs_err_pid";
  private static final String FRAME = "# Problematic frame:";

  private CrashReport() {}

  /** The arguments of a JVM that put the report into a folder and write no core dump. */
  static List<String> arguments(Path folder) {
    String file = folder.resolve(NAME).toString().replace("%", "%%");
    return List.of("-XX:ErrorFile=" + file + "%p.log", "-XX:-CreateCoredumpOnCrash");
  }

  /** The report of a process; null if the process left none. */
  static @Nullable Path find(Path folder, long pid) {
    Path report = folder.resolve(NAME + pid + ".log");
    return Files.exists(report) ? report : null;
  }

  /** The cause of the crash, such as {@code SIGSEGV in C [libtorch_cpu.so+0x4d2]}. */
  static String cause(Path report) throws IOException {
    List<String> lines =
        new String(Files.readAllBytes(report), StandardCharsets.UTF_8).lines().limit(30).toList();
    String reason = "";
    String frame = "";
    for (int i = 0; i + 1 < lines.size(); i++) {
      String line = lines.get(i).replaceFirst("^#\\s*", "");
      if (reason.isEmpty() && line.matches("(SIG|EXCEPTION_|There is insufficient memory).*")) {
        reason = line.replaceFirst(" \\(0x.*", "");
      }
      if (lines.get(i).startsWith(FRAME)) {
        frame = " in " + lines.get(i + 1).replaceFirst("^#\\s*", "").replaceAll("\\s+", " ");
      }
    }
    return reason + frame;
  }
}
