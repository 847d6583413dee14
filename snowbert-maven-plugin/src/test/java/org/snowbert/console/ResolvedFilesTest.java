package org.snowbert.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResolvedFilesTest {
  @Test
  void aFileCountsOnce(@TempDir Path folder) throws IOException {
    Path small = Files.write(folder.resolve("small"), new byte[1_200]);
    Path large = Files.write(folder.resolve("large"), new byte[2_500_000]);
    ResolvedFiles resolved = new ResolvedFiles();
    resolved.add("tokenizer", Path.of("repository"), List.of(small));
    resolved.add("engine", Path.of("repository"), List.of(small, large));
    assertThat(resolved.lines())
        .containsExactly(
            "tokenizer: 0.0 MB in repository",
            "engine: 2.5 MB in repository",
            "in all: 2.5 MB; mvn -o now works");
  }
}
