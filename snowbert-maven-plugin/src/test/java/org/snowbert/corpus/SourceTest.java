package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;

class SourceTest {
  private static Source source(String url, @Nullable String sha256) {
    return new Source("A", URI.create(url), sha256, null, null, List.of("文"), null);
  }

  @Test
  void messagesDoNotShowTheQueryOfAnAddress() {
    URI url = URI.create("https://example.org/a.csv?sig=secret");
    assertThat(Source.shown(url)).isEqualTo("https://example.org/a.csv?…");
    assertThatThrownBy(
            () ->
                new Source(
                    "own",
                    URI.create("https://example.org/?sig=secret"),
                    null,
                    null,
                    null,
                    List.of(),
                    null))
        .hasMessageContaining("https://example.org/?…")
        .hasMessageNotContaining("secret");
  }

  @Test
  void defaultsAreSnow() {
    assertThat(Source.DEFAULTS)
        .extracting(Source::id, Source::fileName)
        .containsExactly(tuple("T15", "T15-2020.1.7.xlsx"), tuple("T23", "T23-2020.1.7.xlsx"));
  }

  @Test
  void fileNameIsDecodedAndLeavesTheQueryOut() {
    assertThat(source("https://example.org/a/%E9%9B%AA%20b.xlsx?x=/y", null).fileName())
        .isEqualTo("雪 b.xlsx");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.xlsx",
        "mailto:a.xlsx",
        "https://example.org/",
        "https://example.org/a/..",
        "https://example.org/a%5Cb.xlsx",
        "https://user:secret@example.org/a.xlsx"
      })
  void addressOfNoFileIsRefused(String url) {
    assertThatThrownBy(() -> source(url, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("the url of source A")
        .hasMessageNotContaining("secret");
  }

  @Test
  void charactersBeyondAsciiAreEscaped() {
    assertThat(source("file:/a/雪.xlsx", null).url()).hasToString("file:/a/%E9%9B%AA.xlsx");
  }

  @Test
  void digestIsCheckedAndInLowerCase() {
    assertThat(source("https://example.org/a.xlsx", "AB".repeat(32)).sha256())
        .isEqualTo("ab".repeat(32));
    assertThatThrownBy(() -> source("https://example.org/a.xlsx", "abc"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("sha256 of source A is 'abc'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://mirror.example.org/x", "https://mirror.example.org/x/"})
  void mirrorIsABaseUrl(String base) {
    assertThat(
            Mirror.parse(base, Path.of("/work"))
                .locate(source("https://example.org/a/%E9%9B%AA.xlsx", null)))
        .hasToString("https://mirror.example.org/x/%E9%9B%AA.xlsx");
  }

  @Test
  void mirrorIsADirectory() {
    Path base = Path.of("").toAbsolutePath();
    URI url =
        Mirror.parse("my mirror", base).locate(source("https://example.org/a/b%20c.xlsx", null));
    assertThat(Path.of(url)).isEqualTo(base.resolve("my mirror").resolve("b c.xlsx"));
  }

  @Test
  void mirrorThatIsNeitherIsRefused() {
    assertThatThrownBy(() -> Mirror.parse("https://a b", Path.of("/work")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("snowbert.mirror is 'https://a b'");
  }
}
