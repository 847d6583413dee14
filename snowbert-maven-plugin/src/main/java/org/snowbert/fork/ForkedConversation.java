package org.snowbert.fork;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.snowbert.jobs.JobRunner;

/** A forked JVM that reads lines from its standard input and replies on its standard output. */
final class ForkedConversation implements JobRunner.Conversation {
  /** Explains why a process ended too early. */
  @FunctionalInterface
  interface Failure {
    /** Returns the exception to throw, or throws an exception itself. */
    IOException explain(Process process) throws IOException;
  }

  /**
   * The beginning of a reply, which is a JSON object. The user's JVM arguments can make the JVM
   * print other lines, which are skipped.
   */
  private static final String START_OF_REPLY = "{";

  private final Process process;
  private final @Nullable Duration timeout;
  private final Failure failure;
  private final Runnable end;
  private final BufferedWriter lines;
  private final BufferedReader replies;

  /**
   * A conversation with a process.
   *
   * @param timeout the time for each reply; null to wait for ever
   * @param end ends the process
   */
  ForkedConversation(Process process, @Nullable Duration timeout, Failure failure, Runnable end) {
    this.process = process;
    this.timeout = timeout;
    this.failure = failure;
    this.end = end;
    this.lines = process.outputWriter(StandardCharsets.UTF_8);
    this.replies = process.inputReader(StandardCharsets.UTF_8);
  }

  @Override
  public String ask(String line) throws IOException {
    try {
      lines.write(line + "\n");
      lines.flush();
    } catch (IOException e) {
      throw failed(); // the process has ended, and its failure is written elsewhere
    }
    Optional<String> reply = reply();
    if (reply.isEmpty()) {
      throw failed();
    }
    return reply.get();
  }

  /** The next reply; empty if the process has ended. */
  private Optional<String> reply() throws IOException {
    CompletableFuture<Optional<String>> reply = CompletableFuture.supplyAsync(this::read);
    try {
      return timeout == null ? reply.get() : reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      close();
      throw new IOException(
          "a reply took longer than the %d seconds of snowbert.timeout: raise it"
              .formatted(timeout == null ? 0 : timeout.toSeconds()),
          e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("a reply was interrupted").initCause(e);
    }
  }

  private Optional<String> read() {
    try {
      String reply = replies.readLine();
      while (reply != null && !reply.startsWith(START_OF_REPLY)) {
        reply = replies.readLine();
      }
      return Optional.ofNullable(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IOException failed() throws IOException {
    process.onExit().join();
    return failure.explain(process);
  }

  @Override
  public void close() {
    end.run();
  }
}
