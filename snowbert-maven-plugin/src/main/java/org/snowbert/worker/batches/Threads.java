package org.snowbert.worker.batches;

import org.jspecify.annotations.Nullable;
import org.snowbert.model.Accelerator;
import org.snowbert.settings.TrainSettings;

/**
 * How the threads of the CPU share a batch.
 *
 * @param parts the number of parts of a batch; one thread leads each part from end to end
 * @param each the number of threads that share each operator of a part
 */
public record Threads(int parts, int each) {
  /**
   * The fewest sentences of a part. With fewer sentences, reading the weights takes longer than
   * computing with them.
   */
  private static final int SENTENCES = 8;

  /** The tokens that {@link #SENTENCES} short sentences have. */
  private static final int TOKENS = 100;

  /** Divides the threads for a training. */
  public static Threads of(TrainSettings settings) {
    Integer tokens = settings.batchTokens();
    return of(
        settings.hardware().threads(),
        tokens == null ? settings.batchSize() : (int) ((long) tokens * SENTENCES / TOKENS));
  }

  /**
   * Divides the threads for batches of a number of sentences.
   *
   * @param all the number of threads; null for one thread on each core
   */
  public static Threads of(@Nullable Integer all, int sentences) {
    int threads = all == null ? Runtime.getRuntime().availableProcessors() : all;
    int parts = Math.max(1, Math.min(threads, sentences / SENTENCES));
    while (threads % parts != 0) {
      parts--;
    }
    return new Threads(parts, threads / parts);
  }

  /** The number of threads that compute at once. */
  public int all() {
    return parts * each;
  }

  /** Sets the threads of the engine. The engine reads them once, when it starts. */
  public void configureEngine() {
    Accelerator.useThreads(parts, each);
  }
}
