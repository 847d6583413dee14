package org.snowbert.incremental;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FingerprintTest {
  private static final int LARGE = 1 << 17;

  /** Models of one size whose zips were unpacked have the time that is in all zips. */
  @Test
  void anotherFileOfTheSameSizeAndTimeIsNoticed(@TempDir Path folder) throws IOException {
    Path one = unpacked(folder.resolve("one"), "1");
    Path two = unpacked(folder.resolve("two"), "2");
    StepRecord record =
        new StepRecord(
            new HashMap<>(), new Fingerprint(null).file("init", one).inputs(), new HashMap<>());
    Fingerprint same = new Fingerprint(record).file("init", one);
    assertThat(same.changesSince(record)).isEmpty();
    Fingerprint other = new Fingerprint(record).file("init", two);
    assertThat(other.changesSince(record)).containsExactly("init changed");
    unpacked(one, "2");
    Fingerprint overwritten = new Fingerprint(record).file("init", one);
    assertThat(overwritten.changesSince(record)).containsExactly("init changed");
  }

  @Test
  void aLargeFileThatDidNotChangeIsNotReadAgain(@TempDir Path folder) throws IOException {
    Path file = unpacked(folder.resolve("file"), "1");
    FileStamp stamp = FileStamp.of(file, null);
    FileStamp known = new FileStamp(stamp.size(), stamp.changed(), "a digest");
    assertThat(FileStamp.of(file, known)).isEqualTo(known);
  }

  private static Path unpacked(Path file, String content) throws IOException {
    Files.writeString(file, content.repeat(LARGE));
    return Files.setLastModifiedTime(file, FileTime.fromMillis(315_532_802_000L));
  }
}
