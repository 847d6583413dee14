package org.snowbert.goals.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DownloadProgressTest {
  private long now;
  private final List<String> said = new ArrayList<>();
  private final DownloadProgress progress = new DownloadProgress("snow", () -> now, said::add);

  private void bring(int bytes) {
    now += Duration.ofSeconds(4).toNanos();
    progress.transportProgressed(ByteBuffer.allocate(bytes));
  }

  @Test
  void theProgressIsLoggedEveryTenSeconds() {
    progress.transportStarted(0, 3_000_000);
    for (int i = 0; i < 6; i++) {
      bring(100_000);
    }
    assertThat(said).containsExactly("source snow: 0.3 of 3.0 MB", "source snow: 0.6 of 3.0 MB");
    assertThat(progress.isCut()).isTrue();
  }

  @Test
  void anAttemptThatStartsAgainIsCountedFromItsStart() {
    progress.transportStarted(0, 200_000);
    bring(100_000);
    progress.transportStarted(0, 200_000);
    bring(100_000);
    assertThat(progress.isCut()).isTrue();
    bring(100_000);
    assertThat(progress.isCut()).isFalse();
    assertThat(said).containsExactly("source snow: 0.2 of 0.2 MB");
  }

  @Test
  void aServerMayAnnounceNoLength() {
    progress.transportStarted(0, -1);
    bring(1_500_000);
    assertThat(progress).hasToString("1.5 MB");
    assertThat(progress.isCut()).isFalse();
  }
}
