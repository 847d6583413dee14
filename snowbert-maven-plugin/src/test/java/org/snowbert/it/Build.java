package org.snowbert.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A running build in its own process. */
public final class Build {
  private static final long POLL_MILLISECONDS = 1;

  private final Process process;
  private final Path log;

  Build(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** The build's JVM that trains, if there is one now. */
  public Optional<ProcessHandle> fork() {
    return process
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains("train.json.args"))
        .findFirst();
  }

  public ProcessHandle maven() {
    return process.toHandle();
  }

  /** Waits until a condition holds or the build has ended; returns whether the condition holds. */
  public boolean await(BooleanSupplier condition) throws InterruptedException {
    while (process.isAlive()) {
      if (condition.getAsBoolean()) {
        return true;
      }
      Thread.sleep(POLL_MILLISECONDS);
    }
    return condition.getAsBoolean();
  }

  /** Waits until the log contains a text. */
  public boolean awaitLine(String text) throws InterruptedException {
    return await(() -> log().contains(text));
  }

  /** Sends a signal, such as {@code TERM}. */
  public static void signal(ProcessHandle process, String signal)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
        .inheritIO()
        .start()
        .waitFor();
  }

  /** Waits for the end of the build and returns its exit status. */
  public int end() throws InterruptedException {
    return process.waitFor();
  }

  /** Whether the build ends by itself within some seconds. */
  public boolean endsWithin(int seconds) throws InterruptedException {
    return process.waitFor(seconds, TimeUnit.SECONDS);
  }

  /** The log so far. */
  public String log() {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The first group of a pattern in the log; null if the pattern is not found. */
  public @Nullable String find(String pattern) {
    var matcher = java.util.regex.Pattern.compile(pattern).matcher(log());
    return matcher.find() ? matcher.group(1) : null;
  }
}
