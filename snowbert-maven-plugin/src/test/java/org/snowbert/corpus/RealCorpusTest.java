package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.text.TokenizerConfig;

@Tag("real-corpus")
class RealCorpusTest {
  @Test
  void sentencesOfT15AreThoseOfTheDigest(@TempDir Path folder) throws IOException {
    String real =
        Objects.requireNonNull(
            System.getProperty("snowbert.realCorpus"), "set -Dsnowbert.realCorpus to T15's folder");
    Mirror mirror = Mirror.parse(real, Path.of(""));
    Transport none =
        (source, url, destination) -> {
          throw new AssertionError("the mirror is a folder");
        };
    // The copy at hand was zipped again, so it does not have the declared digest.
    Source declared = Source.DEFAULTS.get(0);
    Source t15 =
        new Source(
            declared.id(), declared.url(), null, null, declared.sheet(), declared.columns(), null);
    Manifest manifest =
        Corpus.fetch(
            List.of(t15),
            TokenizerConfig.JAPANESE,
            Filter.NONE,
            new SourceCache(folder, true, mirror, none),
            folder);

    assertThat(manifest.sha256())
        .isEqualTo("38deb1ca8c504d5efd5a3cb09a6b811fb6421f7c91bac2981e2b40414bb2a81f");
    assertThat(manifest)
        .extracting(Manifest::rows, Manifest::kept, Manifest::empty, Manifest::repeated)
        .containsExactly(50_000, 50_000, 0, 428);
    List<String> sentences = Files.readAllLines(folder.resolve("corpus/sentences.txt"));
    assertThat(sentences.stream().mapToLong(s -> s.codePointCount(0, s.length())).sum())
        .isEqualTo(769_665);
  }
}
