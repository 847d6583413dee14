package org.snowbert.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.SourceCache;
import org.snowbert.text.Segmentation;

/** What the filter and the segmenter of a build decide. */
final class OtherTextTest implements BuildLog {
  private Path directory;
  private TestSettings settings;
  private Workspace workspace;
  private final List<String> lines = new ArrayList<>();

  @BeforeEach
  void prepare(@TempDir Path temporary) throws IOException {
    directory = temporary;
    settings = new TestSettings(directory.resolve("own.xlsx"));
    workspace = new Workspace(directory.resolve("target"), "own-1.0");
  }

  @Override
  public void info(String line) {
    lines.add(line);
  }

  @Override
  public void warn(String line) {}

  @Override
  public void debug(String line) {}

  private Pipeline pipeline() {
    SourceCache cache =
        new SourceCache(
            directory.resolve("cache"),
            true,
            null,
            (source, url, file) -> {
              throw new IOException("no network");
            });
    StepCache kept = new StepCache(null, 0, "", this);
    return new Pipeline(settings.build(), workspace, cache, kept, new FakeJobs(), this, new Done());
  }

  /** What a build of its own says of why it runs. */
  private List<String> build(Step step) throws IOException {
    lines.clear();
    pipeline().bring(step);
    return lines.stream().filter(line -> line.contains("runs because")).toList();
  }

  @Test
  void theFilterIsTheFetchsAndTheSegmenterTheTokenizersToo() throws IOException {
    build(Step.MASK);
    settings.filter = new Filter(null, 13, null, Filter.pattern("exclude", "2"), false);
    assertThat(build(Step.FETCH))
        .containsExactly("fetch: runs because maxCharacters was not set and is 13 (and 1 more)");
    assertThat(lines)
        .contains(
            "fetch: 8 sentences (40 rows, 0 empty, 0 repeated); dropped 31 too long, 1 excluded");
    settings.filter = Filter.NONE;
    settings.segmentation = Segmentation.WHITESPACE;
    assertThat(build(Step.TOKENIZE))
        .containsExactly(
            "fetch: runs because segmenter was japanese and is whitespace (and 2 more)",
            "tokenize: runs because segmenter was japanese and is whitespace");
    assertThat(Segmentation.read(workspace.tokens())).isEqualTo(Segmentation.WHITESPACE);
  }
}
