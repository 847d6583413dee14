package org.snowbert.worker.training;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request to end this process. If unsaved work would be lost, the process saves it first.
 * Thread-safe.
 */
public class StopRequest {
  /**
   * The time to save the work. After SIGTERM most systems wait 10 seconds, and then send SIGKILL.
   */
  private static final Duration SAVING_TIME = Duration.ofSeconds(8);

  private final Runnable halt;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile boolean requested;
  private volatile boolean unsaved;

  /**
   * Begins without a request.
   *
   * @param halt ends this process
   */
  public StopRequest(Runnable halt) {
    this.halt = halt;
  }

  /** Breaks off work that need not be finished, such as an evaluation. */
  @SuppressWarnings("serial") // it is never serialized
  public static final class Requested extends RuntimeException {}

  /** Whether this process must save its work and end. */
  public boolean isRequested() {
    return requested;
  }

  /**
   * Breaks off the caller's work if the end was requested.
   *
   * @throws Requested if the end was requested
   */
  public void check() {
    if (requested) {
      throw new Requested();
    }
  }

  /** Says that from now on there is work that would be lost. */
  public void unsaved() {
    unsaved = true;
  }

  /** Says that all work is saved. */
  public void saved() {
    unsaved = false;
  }

  /** Says that the job has ended, with success or without. */
  public void ended() {
    ended.countDown();
  }

  /**
   * Ends this process, unless the job has ended by itself. If there is unsaved work, it first waits
   * until the job has saved it.
   */
  public void request() {
    if (ended.getCount() == 0) {
      return;
    }
    requested = true;
    if (unsaved) {
      try {
        ended.await(SAVING_TIME.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    halt.run();
  }
}
