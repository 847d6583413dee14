package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.workbook.Workbooks;
import org.snowbert.internal.FullDiskException;
import org.snowbert.internal.SmallDisk;
import org.snowbert.text.TokenizerConfig;

final class FullDiskFetchTest {
  private Path folder;
  private Path disk;
  private SmallDisk mounted;
  private Path workbook;
  private int attempts;

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    folder = temporary;
    disk = folder.resolve("disk");
    mounted = SmallDisk.mount(disk, 200);
    workbook =
        Workbooks.column(
            folder.resolve("own.xlsx"),
            "文",
            IntStream.range(0, 10_000)
                .mapToObj(i -> "今日は" + i * 7919L + "冊の本を読みます。")
                .toArray(String[]::new));
    assertThat(Files.size(workbook)).isBetween(100_000L, 2_000_000L);
  }

  @AfterEach
  void unmount() throws IOException {
    mounted.close();
  }

  private SourceCache cache(Path directory) {
    Transport transport =
        (source, url, destination) -> {
          attempts++;
          Files.copy(workbook, destination);
        };
    return new SourceCache(directory, false, null, transport);
  }

  private static Source source(URI url) {
    return new Source("A", url, null, null, null, List.of("文"), null);
  }

  @Test
  void aDownloadThatDoesNotFitIsNotTriedAgainAndNotKept() throws IOException {
    Files.write(disk.resolve("other"), new byte[100_000]);
    Source source = source(URI.create("https://example.org/own.xlsx"));
    SourceCache cache = cache(disk.resolve("cache"));
    assertThatThrownBy(() -> cache.obtain(source))
        .isInstanceOf(FullDiskException.class)
        .hasMessageContainingAll(disk.toString(), "own.xlsx", "MB are free");
    assertThat(attempts).isEqualTo(1);
    mounted.grow(8000);
    assertThat(cache.obtain(source)).hasSameBinaryContentAs(workbook);
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void sentencesThatDoNotFitAreNotKept() throws IOException {
    Source source = source(workbook.toUri());
    SourceCache cache = cache(folder.resolve("cache"));
    assertThatThrownBy(
            () -> Corpus.fetch(List.of(source), TokenizerConfig.JAPANESE, Filter.NONE, cache, disk))
        .isInstanceOf(FullDiskException.class)
        .hasMessageContainingAll(disk.resolve("corpus").toString(), "MB are free");
    assertThat(disk.resolve("corpus/manifest.json")).doesNotExist();
    assertThat(disk.resolve("corpus/sentences.txt")).doesNotExist();
    mounted.grow(8000);
    assertThat(
            Corpus.fetch(List.of(source), TokenizerConfig.JAPANESE, Filter.NONE, cache, disk)
                .kept())
        .isEqualTo(10_000);
  }
}
