package org.snowbert.worker.batches;

import org.jspecify.annotations.Nullable;
import org.snowbert.settings.TrainSettings;

/**
 * How the CPU's threads share a batch.
 *
 * @param parts that a batch is divided into, each computed by a thread from end to end
 * @param each threads that share every operator of a part
 */
public record Threads(int parts, int each) {
  /** With fewer a part, reading the weights takes longer than computing with them. */
  private static final int SENTENCES = 8;

  /** Tokens of so many short sentences. */
  private static final int TOKENS = 100;

  /**
   * Divides the threads for a training.
   *
   * @param settings of the training
   */
  public static Threads of(TrainSettings settings) {
    Integer tokens = settings.batchTokens();
    return of(
        settings.hardware().threads(),
        tokens == null ? settings.batchSize() : (int) ((long) tokens * SENTENCES / TOKENS));
  }

  /**
   * Divides the threads for batches of so many sentences.
   *
   * @param all threads; null for one on each core
   */
  public static Threads of(@Nullable Integer all, int sentences) {
    int threads = all == null ? Runtime.getRuntime().availableProcessors() : all;
    int parts = Math.max(1, Math.min(threads, sentences / SENTENCES));
    while (threads % parts != 0) {
      parts--;
    }
    return new Threads(parts, threads / parts);
  }

  /** That compute at once. */
  public int all() {
    return parts * each;
  }

  /** Tells the engine, before it starts: it reads them once. */
  public void use() {
    System.setProperty("ai.djl.pytorch.num_interop_threads", Integer.toString(parts));
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(each));
  }
}
