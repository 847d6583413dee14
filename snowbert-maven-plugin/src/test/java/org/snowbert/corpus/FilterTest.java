package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.workbook.Workbooks;
import org.snowbert.text.TokenizerConfig;

final class FilterTest {
  private static Filter filter(
      @Nullable Integer least,
      @Nullable Integer most,
      @Nullable String include,
      @Nullable String exclude,
      boolean distinct) {
    return new Filter(
        least,
        most,
        Filter.pattern("include", include),
        Filter.pattern("exclude", exclude),
        distinct);
  }

  private static Manifest fetch(Filter filter, Path folder, String... lines) throws IOException {
    Path file = Files.write(folder.resolve("a.txt"), List.of(lines));
    return Texts.fetch(Texts.source(file), filter, TokenizerConfig.CASED, folder);
  }

  /** RE2 accepts it, and takes it for other characters than Java does. */
  @Test
  void anIntersectionOfClassesIsRefused() {
    assertThatThrownBy(() -> Filter.pattern("exclude", "^[a-z&&[^aeiou]]+$"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("snowbert.exclude is", "&&", "RE2");
    assertThat(Filter.pattern("exclude", "[a-z]&&[b]")).isNotNull();
  }

  @Test
  void aDroppedSentenceCountsForItsFirstReason(@TempDir Path folder) throws IOException {
    Manifest manifest =
        fetch(
            filter(3, 5, "a", "x$", true),
            folder,
            "a",
            " aa ",
            "😀😀a",
            "aaaaaa",
            "😀😀😀😀a",
            "bbb",
            "aax",
            "xaa",
            "xaa",
            "bbx",
            "",
            "a");
    assertThat(Texts.sentences(folder)).containsExactly("😀😀a", "😀😀😀😀a", "xaa");
    assertThat(manifest.dropped()).isEqualTo(new Dropped(3, 1, 2, 1, 1));
    assertThat(manifest.sources().get(0).dropped()).isEqualTo(manifest.dropped());
    assertThat(manifest.rows()).isEqualTo(12);
    assertThat(manifest.empty()).isEqualTo(1);
    assertThat(manifest.repeated()).isZero();
    assertThat(manifest.dropped())
        .hasToString("3 too short, 1 too long, 2 not included, 1 excluded, 1 duplicates");
    assertThat(Files.readString(folder.resolve("corpus/manifest.json")))
        .contains("\"dropped\": {", "\"tooShort\": 3", "\"duplicate\": 1");
  }

  @Test
  void withoutAFilterRepeatsAreKeptAndCounted(@TempDir Path folder) throws IOException {
    Manifest manifest = fetch(Filter.NONE, folder, "a", "b", "a");
    assertThat(Texts.sentences(folder)).containsExactly("a", "b", "a");
    assertThat(manifest.repeated()).isEqualTo(1);
    assertThat(manifest.dropped()).isEqualTo(Dropped.NONE);
  }

  @Test
  void aFilterThatKeepsNothingIsRefused(@TempDir Path folder) {
    assertThatThrownBy(() -> fetch(filter(9, null, null, null, false), folder, "a", "b"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "the filter drops every sentence of the sources [A] (2 too short): check snowbert.minCharacters, snowbert.maxCharacters, snowbert.include and snowbert.exclude");
  }

  @Test
  void aDamagedCellDoesNotHideTheFilter(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a.xlsx");
    String error = "<row><c t='e'><v>#N/A</v></c></row>";
    Workbooks.raw(
        file,
        "<si><t>t</t></si>",
        "<row><c t='s'><v>0</v></c></row><row><c><v>7</v></c></row>" + error);
    assertThatThrownBy(
            () ->
                Texts.fetch(
                    Texts.source(file, "t"),
                    filter(9, null, null, null, false),
                    TokenizerConfig.CASED,
                    folder))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageStartingWith("the filter drops every sentence of the sources [A] (1 too short)")
        .hasMessageEndingWith(
            ". Their tables are damaged too: 1 cell with an error such as #N/A, dropped");
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[a", "*", "(?=a)", "(a)\\1", "\\p{Klingon}", "a{1001}"})
  void aBadExpressionIsRefusedByName(String expression) {
    assertThatThrownBy(() -> Filter.pattern("exclude", expression))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.exclude is '" + expression + "', which is not a regular");
  }

  @Test
  void lengthsThatExcludeEachOtherAreRefused() {
    assertThatThrownBy(() -> filter(5, 4, null, null, false))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.minCharacters is 5 and snowbert.maxCharacters is 4");
  }

  /** With backtracking, these expressions would take longer than the age of the universe. */
  @Test
  @Timeout(60)
  void noExpressionHangs() {
    Filter filter = filter(null, null, "^(a+)+$|(.*)*b$|(x|x|xy?)*z$", null, false);
    assertThat(filter.reasonToDrop("a".repeat(5000) + "!" + "x".repeat(5000)))
        .isEqualTo(Filter.Reason.NOT_INCLUDED);
  }
}
