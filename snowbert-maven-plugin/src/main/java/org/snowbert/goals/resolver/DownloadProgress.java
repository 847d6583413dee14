package org.snowbert.goals.resolver;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.eclipse.aether.spi.connector.transport.TransportListener;

/** Counts the bytes of a download, and logs their number every ten seconds. */
final class DownloadProgress extends TransportListener {
  private static final long INTERVAL = Duration.ofSeconds(10).toNanos();

  private final String source;
  private final LongSupplier nanoTime;
  private final Consumer<String> log;
  private long loggedAt;
  private long received;

  /** The announced number of bytes; -1 if the server announced none. */
  private long length = -1;

  /**
   * A download that has not started.
   *
   * @param source the source's id
   * @param nanoTime the clock
   * @param log takes a line every ten seconds
   */
  DownloadProgress(String source, LongSupplier nanoTime, Consumer<String> log) {
    this.source = source;
    this.nanoTime = nanoTime;
    this.log = log;
    this.loggedAt = nanoTime.getAsLong();
  }

  @Override
  public void transportStarted(long offset, long announced) {
    received = offset; // the transport may also start again by itself
    length = announced;
  }

  @Override
  public void transportProgressed(ByteBuffer data) {
    received += data.remaining();
    if (nanoTime.getAsLong() - loggedAt >= INTERVAL) {
      loggedAt = nanoTime.getAsLong();
      log.accept("source %s: %s".formatted(source, this));
    }
  }

  /** Whether fewer bytes came than the server announced. */
  boolean isCut() {
    return received < length;
  }

  /** The bytes so far, such as {@code 1.2 of 3.0 MB}. */
  @Override
  public String toString() {
    return length < 0
        ? String.format(Locale.ROOT, "%.1f MB", received / 1e6)
        : String.format(Locale.ROOT, "%.1f of %.1f MB", received / 1e6, length / 1e6);
  }
}
