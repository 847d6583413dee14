package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Filter;
import org.snowbert.incremental.StepName;
import org.snowbert.text.TokenizerConfig;

/** The steps that the filter and the segmenter decide. */
final class OtherTextTest {
  private SmallProject project;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
  }

  @Test
  void theFilterDecidesFetchAndTheSegmenterDecidesFetchAndTokenize() throws IOException {
    project.build(StepName.MASK);
    project.settings.filter = new Filter(null, 13, null, Filter.pattern("exclude", "2"), false);
    assertThat(project.build(StepName.FETCH))
        .containsExactly("fetch: runs because maxCharacters was not set and is 13 (and 1 more)");
    assertThat(project.log.infos)
        .contains(
            "fetch: 8 sentences (40 rows, 0 empty, 0 repeated), dropped 31 too long, 1 excluded");
    project.settings.filter = Filter.NONE;
    project.settings.segmentation = TokenizerConfig.CASED;
    assertThat(project.build(StepName.TOKENIZE))
        .containsExactly(
            "fetch: runs because segmenter was japanese and is cased (and 2 more)",
            "tokenize: runs because segmenter was japanese and is cased");
    assertThat(TokenizerConfig.read(project.layout.tokens().path()))
        .isEqualTo(TokenizerConfig.CASED);
  }

  @Test
  void aVocabularyThatDoesNotSuitTheCorpusIsWarnedAbout() throws IOException {
    project.build(StepName.TOKENIZE);
    assertThat(project.log.warnings).isEmpty();
    Path vocabulary = project.layout.root().resolveSibling("mine.txt");
    project.settings.vocabulary =
        Files.writeString(vocabulary, "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\n私\nは\n。\n");
    project.build(StepName.TOKENIZE);
    assertThat(project.log.warnings)
        .singleElement(STRING)
        .matches(
            "tokenize: \\d\\d\\.\\d% of the tokens are unknown to the vocabulary, most often \\S+(, \\S+)+: learn .*");
  }
}
