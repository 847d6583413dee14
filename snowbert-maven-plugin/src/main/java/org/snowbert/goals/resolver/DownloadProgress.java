package org.snowbert.goals.resolver;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.aether.spi.connector.transport.TransportListener;

/** Counts what comes of a download, and says it now and then. */
final class DownloadProgress extends TransportListener {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final String source;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private long said;
  private long came;
  private long length = -1;

  /**
   * @param source its id
   * @param nanoTime the clock
   */
  DownloadProgress(String source, LongSupplier nanoTime, Consumer<String> log) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.log = log;
    this.said = nanoTime.getAsLong();
  }

  @Override
  public void transportStarted(long offset, long announced) {
    came = offset; // also where the transport begins again by itself
    length = announced;
  }

  @Override
  public void transportProgressed(ByteBuffer data) {
    came += data.remaining();
    if (nanoTime.getAsLong() - said >= INTERVAL) {
      said = nanoTime.getAsLong();
      log.accept("source %s: %s".formatted(source, this));
    }
  }

  /** Whether less came than was announced. */
  boolean isCut() {
    return came < length;
  }

  /** Such as {@code 1.2 of 3.0 MB}. */
  @Override
  public String toString() {
    return length < 0
        ? String.format(Locale.ROOT, "%.1f MB", came / 1e6)
        : String.format(Locale.ROOT, "%.1f of %.1f MB", came / 1e6, length / 1e6);
  }
}
