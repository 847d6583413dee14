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

/** A forked JVM that replies, on its standard output, to lines on its standard input. */
final class ForkedConversation implements JobRunner.Conversation {
  /** What ended a job that is still wanted. */
  @FunctionalInterface
  interface Failure {
    /** The exception to throw, or it is thrown. */
    IOException of(Process process) throws IOException;
  }

  /** What a JVM that was started with options to say more prints, is none of its replies. */
  private static final String REPLY = "{";

  private final Process process;
  private final @Nullable Duration timeout;
  private final Failure failure;
  private final Runnable end;
  private final BufferedWriter lines;
  private final BufferedReader replies;

  /**
   * A conversation with a process.
   *
   * @param timeout of each reply; null to wait for ever
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
      throw failed(); // it has ended: why, it said elsewhere
    }
    Optional<String> reply = reply();
    if (reply.isEmpty()) {
      throw failed();
    }
    return reply.get();
  }

  /** Nothing where the process has ended. */
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
      while (reply != null && !reply.startsWith(REPLY)) {
        reply = replies.readLine();
      }
      return Optional.ofNullable(reply);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private IOException failed() throws IOException {
    process.onExit().join();
    return failure.of(process);
  }

  @Override
  public void close() {
    end.run();
  }
}
