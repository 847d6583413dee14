package org.snowbert.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.internal.FullDiskException;
import org.snowbert.internal.SmallDisk;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.text.TokenizerConfig;

final class FullDiskTokenizationTest {
  private static final int SIZE = 1000;

  private Path folder;
  private SmallDisk disk;

  @BeforeEach
  void mount(@TempDir Path temporary) throws IOException {
    folder = temporary.resolve("disk");
    disk = SmallDisk.mount(folder, SIZE);
  }

  @AfterEach
  void unmount() throws IOException {
    disk.close();
  }

  @Test
  void tokensThatDoNotFitLeaveNothing(@TempDir Path other) throws IOException {
    StringBuilder sentences = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      sentences.append("今日は").append(i).append("冊の本を読みます。\n");
    }
    Path file = Files.writeString(other.resolve("sentences.txt"), sentences);
    Path tokens = folder.resolve("tokens");
    TokenizeRequest request =
        new TokenizeRequest(
            file,
            new TokenFolder(tokens),
            null,
            new TokenizeSettings(null, 200, TokenizerConfig.JAPANESE, 0.25, 128, 42));
    assertThatThrownBy(() -> Tokenization.run(request))
        .isInstanceOf(FullDiskException.class)
        .hasMessageContainingAll(
            "there is no room for", "MB are free", "build again", tokens.toString());
    assertThat(folder.toFile().list()).isEmpty();
    disk.grow(20 * SIZE);
    assertThat(Tokenization.run(request).counts().trainSentences()).isPositive();
  }
}
