package org.snowbert.worker.training;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The wish that this process ends: at once, or where work would be lost, after that is saved.
 * Thread-safe.
 */
public class StopRequest {
  /** Those who send SIGTERM send SIGKILL soon after, 10 seconds as a rule. */
  private static final Duration LIMIT = Duration.ofSeconds(8);

  private final Runnable halt;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean unsaved;

  /**
   * A wish that nobody has yet.
   *
   * @param halt ends this process
   */
  public StopRequest(Runnable halt) {
    this.halt = halt;
  }

  /** Breaks off what need not be done to its end. */
  @SuppressWarnings("serial") // it goes nowhere
  public static final class Requested extends RuntimeException {}

  /** Whether to save and end. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Does nothing unless the stop was requested.
   *
   * @throws Requested if it was
   */
  public void check() {
    if (requested) {
      throw new Requested();
    }
  }

  /** There is work from now on that would be lost. */
  public void unsaved() {
    unsaved = true;
  }

  /** There is none. */
  public void saved() {
    unsaved = false;
  }

  /** The job has ended, one way or another. */
  public void ended() {
    ended.countDown();
  }

  /** Ends this process unless the job has ended by itself. */
  public void request() {
    if (ended.getCount() == 0) {
      return;
    }
    requested = true;
    if (unsaved) {
      try {
        ended.await(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    halt.run();
  }
}
