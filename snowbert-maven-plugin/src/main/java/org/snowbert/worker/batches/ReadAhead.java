package org.snowbert.worker.batches;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** What one thread makes of consecutive numbers while another works on what is there already. */
public final class ReadAhead<T> implements Iterator<T>, AutoCloseable {
  private static final int DEPTH = 4;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread made = new Thread(task, "read-ahead");
            made.setDaemon(true);
            return made;
          });
  private final Queue<Future<T>> ahead = new ArrayDeque<>();
  private final int last;
  private final IntFunction<T> make;
  private int next;

  /**
   * Begins to read.
   *
   * @param make is called on one thread, with each number from {@code first} to {@code last} in
   *     turn
   */
  public ReadAhead(int first, int last, IntFunction<T> make) {
    this.next = first;
    this.last = last;
    this.make = make;
    fill();
  }

  private void fill() {
    while (ahead.size() < DEPTH && next <= last) {
      int number = next++;
      ahead.add(thread.submit(() -> make.apply(number)));
    }
  }

  @Override
  public boolean hasNext() {
    return !ahead.isEmpty();
  }

  @Override
  public T next() {
    Future<T> made = ahead.poll();
    if (made == null) {
      throw new NoSuchElementException();
    }
    fill();
    try {
      return made.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      if (e.getCause() instanceof Error failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while it waited for a batch", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
