package org.snowbert.steps;

import java.io.IOException;
import org.snowbert.incremental.BuildLog;
import org.snowbert.incremental.LockFile;
import org.snowbert.jobs.Job;
import org.snowbert.jobs.Layout;

/** Locks a build's files against other builds. */
public final class LayoutLock {
  private LayoutLock() {}

  /**
   * Takes the lock. Waits while another build holds it, and while a job of a killed Maven still
   * runs.
   *
   * @throws IOException if the lock cannot be taken
   */
  public static LockFile take(Layout layout, BuildLog log) throws IOException {
    LockFile lock =
        LockFile.take(
            layout.lock(),
            holder -> log.info("waits for %s, which works in %s".formatted(holder, layout.root())));
    try {
      LockFile.take(
              layout.request(Job.TRAIN).lock(),
              holder ->
                  log.info(
                      "waits for the end of %s, which an earlier Maven left running"
                          .formatted(holder)))
          .close();
      return lock;
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }
}
