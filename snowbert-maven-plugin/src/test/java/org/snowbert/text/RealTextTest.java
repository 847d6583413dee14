package org.snowbert.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Corpus;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.internal.Sha256;
import org.snowbert.jobs.TokenFolder;
import org.snowbert.jobs.TokenizeRequest;
import org.snowbert.jobs.results.TokenizeReport;
import org.snowbert.settings.TokenizeSettings;
import org.snowbert.tokens.Tokenization;
import org.snowbert.tokens.VocabularyLearner;

/** All of SNOW T15, against digests made by MeCab and by Hugging Face's trainer. */
@Tag("real-corpus")
class RealTextTest {
  private final Path directory;
  private final Path sentences;

  RealTextTest(@TempDir Path directory) {
    this.directory = directory;
    this.sentences = directory.resolve("corpus/sentences.txt");
  }

  @BeforeEach
  void readWorkbook() throws IOException {
    fetch("#やさしい日本語");
  }

  private void fetch(String... columns) throws IOException {
    Path workbook =
        Path.of(
                Objects.requireNonNull(
                    System.getProperty("snowbert.realCorpus"),
                    "set -Dsnowbert.realCorpus to T15's folder"))
            .resolve("T15-2020.1.7.xlsx");
    SourceCache cache =
        new SourceCache(
            directory,
            true,
            null,
            (source, url, destination) -> {
              throw new IOException("this test reads a local file");
            });
    Corpus.fetch(
        List.of(new Source("t15", workbook.toUri(), null, null, null, List.of(columns), null)),
        TokenizerConfig.JAPANESE,
        Filter.NONE,
        cache,
        directory);
  }

  @Test
  void wordsAndVocabularyAreThoseOfMecabAndOfHuggingFace() throws IOException {
    Segmenter segmenter = TokenizerConfig.JAPANESE.segmenter();
    Map<String, Long> counts = new HashMap<>();
    Path words = directory.resolve("words.txt");
    try (Writer writer = Files.newBufferedWriter(words, StandardCharsets.UTF_8)) {
      for (String sentence : Files.readAllLines(sentences)) {
        List<String> segmented = segmenter.segment(sentence);
        segmented.forEach(word -> counts.merge(word, 1L, Long::sum));
        writer.write(String.join(" ", segmented) + "\n");
      }
    }
    assertThat(counts.values().stream().mapToLong(Long::longValue).sum()).isEqualTo(509_673);
    assertThat(Sha256.of(words))
        .isEqualTo("637699f4d8632c2ba47345c954f40bbecabd4052fa7a026820a8938d3e526bc9");

    Path vocabulary = directory.resolve("vocab.txt");
    VocabularyLearner.learn(counts, 32_000).write(vocabulary);
    assertThat(Files.readAllLines(vocabulary)).hasSize(6_269);
    assertThat(Sha256.of(vocabulary))
        .isEqualTo("7c7cf412f6ab43eb8e58b5948582cce223fd0f6ee6fcb5226d499da4a86542c0");
  }

  @Test
  @EnabledIf("org.snowbert.text.Mecab#isInstalled")
  void wordsOfBothJapaneseColumnsAreThoseOfMecab() throws IOException {
    fetch("#やさしい日本語", "#日本語(原文)");
    Segmenter segmenter = TokenizerConfig.JAPANESE.segmenter();
    List<String> lines = Files.readAllLines(sentences);
    assertThat(lines).hasSizeGreaterThan(80_000);
    List<List<String>> words = Mecab.words(lines);
    for (int i = 0; i < lines.size(); i++) {
      assertThat(segmenter.segment(lines.get(i))).isEqualTo(words.get(i));
    }
  }

  @Test
  void everySentenceIsTokenized() throws IOException {
    TokenizeReport report =
        Tokenization.run(
            new TokenizeRequest(
                sentences,
                new TokenFolder(directory.resolve("tokens")),
                null,
                new TokenizeSettings(null, 32_000, TokenizerConfig.JAPANESE, 0.05, 128, 42)));

    assertThat(report.counts().trainSentences() + report.counts().validationSentences())
        .isEqualTo(50_000);
    assertThat(report.counts().validationSentences()).isBetween(2_350, 2_650);
    assertThat(report.counts().truncated()).isZero();
  }
}
