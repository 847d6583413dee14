package org.snowbert.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Filter;
import org.snowbert.model.Device;
import org.snowbert.settings.Gates;
import org.snowbert.settings.InitialModel;
import org.snowbert.settings.Project;
import org.snowbert.settings.Settings;
import org.snowbert.settings.SoftwareVersions;
import org.snowbert.steps.SmallModel;
import org.snowbert.text.TokenizerConfig;

/** The parameters of the sources, the filter and the segmenter. */
final class CorpusSettingsTest {
  private Path temporary;
  private final GoalParameters parameters = new DefaultParameters();

  @BeforeEach
  void setFolder(@TempDir Path folder) {
    temporary = folder;
  }

  private Settings settings() throws IOException {
    return settings(null);
  }

  private Settings settings(@Nullable InitialModel init) throws IOException {
    return new SettingsFactory(parameters, temporary)
        .settings(
            init,
            Gates.NONE,
            new Project("org.example", "own", "1.0", null, "Own", null, List.of(), null, null),
            Device.CPU,
            new SoftwareVersions("1.0", "engine", "linux-x86_64", new TreeMap<>()),
            null);
  }

  private void assertRefused(InitialModel init, String... parts) {
    assertThatThrownBy(() -> settings(init))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
  }

  @Test
  void aSourceHasOneColumnOrSeveralAndAFormat() throws IOException {
    SourceParameter source = new SourceParameter();
    source.id = "own";
    source.url = "own.data";
    source.format = "csv";
    source.columns = List.of("a", "b");
    parameters.sources = List.of(source);
    assertThat(settings().fetch().sources().get(0).columns()).containsExactly("a", "b");
    source.column = "c";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("source own has both column 'c' and columns [a, b]");
    source.format = "xls";
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("'xls'", "xlsx, csv, tsv, jsonl, txt");
  }

  /** The id names a source in messages, and in the record of what a build was made from. */
  @Test
  void twoSourcesOfOneIdAreRefused() {
    parameters.sources = List.of(text("own", "one.txt"), text("own", "two.txt"));
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("two of <sources> have the id own: give each an id of its own");
  }

  private static SourceParameter text(String id, String url) {
    SourceParameter source = new SourceParameter();
    source.id = id;
    source.url = url;
    return source;
  }

  @Test
  void theFilterHasTheValuesOfItsParameters() throws IOException {
    assertThat(settings().fetch().filter()).isEqualTo(Filter.NONE);
    parameters.minCharacters = 3;
    parameters.maxCharacters = 9;
    parameters.include = "a";
    parameters.exclude = "b";
    parameters.distinct = true;
    assertThat(settings().fetch().filter())
        .isEqualTo(
            new Filter(3, 9, Filter.pattern("include", "a"), Filter.pattern("exclude", "b"), true));
    parameters.minCharacters = 0;
    assertThatThrownBy(this::settings)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("snowbert.minCharacters is 0");
  }

  @Test
  void theSegmenterIsThatOfTheInitialModel() throws IOException {
    assertThat(settings().tokenize().segmenter()).isEqualTo(TokenizerConfig.JAPANESE);
    parameters.maxLength = 64;
    Path folder = new SmallModel(195, 64).write(temporary.resolve("model"));
    InitialModel japanese = new InitialModel("org.example:tiny:1.0", folder);
    parameters.segmenter = "whitespace";
    assertThat(settings().tokenize().segmenter()).isEqualTo(TokenizerConfig.CASED);
    assertRefused(
        japanese,
        "snowbert.segmenter is whitespace, but snowbert.init is org.example:tiny:1.0, whose segmenter is 'japanese'");
    parameters.segmenter = null;
    Files.writeString(
        temporary.resolve("model/tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertTokenizer\", \"do_lower_case\": false}");
    assertThat(settings(japanese).tokenize().segmenter()).isEqualTo(TokenizerConfig.CASED);
    Files.writeString(
        temporary.resolve("model/tokenizer_config.json"),
        "{\"tokenizer_class\": \"BertTokenizer\"}");
    assertThat(settings(japanese).tokenize().segmenter()).isEqualTo(TokenizerConfig.UNCASED);
  }
}
