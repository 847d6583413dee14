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

/**
 * Values that one thread makes from consecutive numbers, while another thread works on the values
 * that are already made.
 */
public final class ReadAhead<T> implements Iterator<T>, AutoCloseable {
  /** The number of values that are made ahead. */
  private static final int DEPTH = 4;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread reader = new Thread(task, "read-ahead");
            reader.setDaemon(true);
            return reader;
          });
  private final Queue<Future<T>> ahead = new ArrayDeque<>();
  private final int last;
  private final IntFunction<T> make;
  private int next;

  /**
   * Begins to make the values.
   *
   * @param make makes a value; it is called on one thread, with each number from {@code first} to
   *     {@code last} in turn
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
    Future<T> value = ahead.poll();
    if (value == null) {
      throw new NoSuchElementException();
    }
    fill();
    try {
      return value.get();
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
      throw new IllegalStateException("the wait for a batch was interrupted", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
