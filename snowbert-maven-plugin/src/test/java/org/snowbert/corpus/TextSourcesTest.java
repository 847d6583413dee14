package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.apache.poi.ss.usermodel.Sheet;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.corpus.workbook.Workbooks;
import org.snowbert.text.TokenizerConfig;

/** Sources that are texts. */
final class TextSourcesTest {
  private Path folder;

  @BeforeEach
  void setFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  private Manifest.Entry fetch(String name, byte[] content, String... columns) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    return Texts.fetch(Texts.source(file, columns), Filter.NONE, TokenizerConfig.CASED, folder)
        .sources()
        .get(0);
  }

  private List<String> sentences(String name, String content, String... columns)
      throws IOException {
    fetch(name, Texts.utf8(content), columns);
    return Texts.sentences(folder);
  }

  private AbstractThrowableAssert<?, ?> assertRefused(
      String name, byte[] content, String... columns) {
    return assertThatThrownBy(() -> fetch(name, content, columns))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(folder.resolve(name).toString());
  }

  private AbstractThrowableAssert<?, ?> assertRefused(
      String name, String content, String... columns) {
    return assertRefused(name, Texts.utf8(content), columns);
  }

  @Test
  void aTextHasASentenceALine() throws IOException {
    Manifest.Entry entry = fetch("a.txt", Texts.utf8("\ufeffOne.\r\n\r\n Two \nThree\n\nOne."));
    assertThat(Texts.sentences(folder)).containsExactly("One.", "Two", "Three", "One.");
    assertThat(entry)
        .isEqualTo(
            new Manifest.Entry(
                "A",
                "a.txt",
                "a.txt",
                entry.sha256(),
                "txt",
                null,
                null,
                null,
                null,
                6,
                4,
                2,
                1,
                Dropped.NONE,
                Damage.NONE));
  }

  @ParameterizedTest
  @FieldSource("org.snowbert.corpus.Texts#PACKINGS")
  void aTextMayBeCompressedWhateverItsName(String packing) throws IOException {
    byte[] twice = Texts.packed(packing, Texts.utf8("One.\n"));
    byte[] both = Arrays.copyOf(twice, 2 * twice.length);
    System.arraycopy(twice, 0, both, twice.length, twice.length);
    fetch("a.txt.gz", both);
    assertThat(Texts.sentences(folder)).containsExactly("One.", "One.");
  }

  @Test
  void zstandardIsRefused() {
    byte[] zstandard = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, 0, 1, 0, 0, 0, 0, 0, 0};
    assertRefused("a.txt.zst", zstandard).hasMessageContainingAll("Zstandard", "gzip, bzip2 or xz");
  }

  @ParameterizedTest
  @FieldSource("org.snowbert.corpus.Texts#PACKINGS")
  void halfOfACompressedFileIsRefused(String packing) throws IOException {
    byte[] whole = Texts.packed(packing, Texts.utf8("One.\n".repeat(1000)));
    assertRefused("a.txt.gz", Arrays.copyOf(whole, whole.length - 9))
        .hasMessageContaining("is not sound as txt");
  }

  @Test
  void valuesMayBeQuoted() throws IOException {
    String csv = "id, text ,\"more\"\r\n1,\"a, \"\"b\"\"\nc\",x\r\n\r\n2,5\" pipe\r\n3\r\n4,,y\r\n";
    assertThat(sentences("a.csv", csv, "text")).containsExactly("a, \"b\" c", "5\" pipe");
    Manifest.Entry entry = fetch("a.csv", Texts.utf8(csv), "text");
    assertThat(entry).extracting(Manifest.Entry::rows, Manifest.Entry::empty).containsExactly(4, 2);
    assertThat(entry.damage()).isEqualTo(new Damage(0, 0, 0, 1, 0));
    assertThat(sentences("a.csv", "t,t\n1,2\n", "t")).containsExactly("1");
  }

  @Test
  void inTsvAQuoteStandsForItself() throws IOException {
    String tsv = "id\ttext\n1\t\"Late.\n2\ta \"b\" c\n3\t\"d\"\n";
    assertThat(sentences("a.tsv", tsv, "text")).containsExactly("\"Late.", "a \"b\" c", "\"d\"");
  }

  @Test
  void valuesOfATsvFileThatLookQuotedAreWarnedAbout() throws IOException {
    String tsv = "text\n\"a\"\n\"b, c\"\nd \"\"e\"\"\n\"\n\"f\" g\n";
    Manifest.Entry entry = fetch("a.tsv", Texts.utf8(tsv), "text");
    assertThat(entry.damage()).isEqualTo(new Damage(0, 0, 0, 0, 3));
    assertThat(entry.complaints())
        .containsExactly(
            "source A: 3 values in quotes, taken with them: set the source's quote to \" or, if the quotes belong to the text, to none");
    assertThat(fetch(quote("none"), "a.tsv", "t\n\"c\"\n").damage()).isEqualTo(Damage.NONE);
    assertThat(fetch(quote("\""), "a.tsv", "t\n\"c\"\n").damage()).isEqualTo(Damage.NONE);
    assertThat(fetch("a.csv", Texts.utf8("t\n\"\"\"c\"\"\"\n"), "t").damage())
        .isEqualTo(Damage.NONE);
  }

  @Test
  void theSourceNamesTheQuote() throws IOException {
    assertThat(sentences(quote("\""), "a.tsv", "t\tu\n\"x\ty\"\tz\n")).containsExactly("x y");
    assertThat(sentences(quote("'"), "a.csv", "t,u\n'x,y',\"z\n")).containsExactly("x,y");
    assertThat(sentences(quote("none"), "a.csv", "t,u\n\"x,y\n")).containsExactly("\"x");
    assertThatThrownBy(() -> quote("ab").apply(folder.resolve("a.csv")))
        .hasMessage("the quote of source A is 'ab': give one character, or none");
    assertThatThrownBy(() -> quote(",").apply(folder.resolve("a.csv")))
        .hasMessage(
            "the quote of source A is ',', the character between two values in csv: give another character, or none");
    assertThat(sentences(quote(","), "a.tsv", "t\n,x,\n")).containsExactly("x");
    assertThatThrownBy(() -> quote("'").apply(folder.resolve("a.jsonl")))
        .hasMessageContaining("its format, jsonl, has no quotes: remove its quote");
  }

  @Test
  void theHeadersMayStandInALaterLine() throws IOException {
    String csv = "A title, and more, and more\n\nt,u\nx,y\n";
    assertThat(sentences(headerRow(3), "a.csv", csv)).containsExactly("x");
    assertThatThrownBy(() -> headerRow(0).apply(folder.resolve("a.csv")))
        .hasMessage("the headerRow of source A is 0: rows are counted from 1");
    assertThatThrownBy(() -> headerRow(2).apply(folder.resolve("a.jsonl")))
        .hasMessageContaining("has no row of headers: remove its headerRow");
  }

  private static Function<Path, Source> quote(String quote) {
    return file -> new Source("A", file.toUri(), null, null, null, null, quote, List.of("t"), null);
  }

  private static Function<Path, Source> headerRow(int row) {
    return file -> new Source("A", file.toUri(), null, null, null, row, null, List.of("t"), null);
  }

  private Manifest.Entry fetch(Function<Path, Source> source, String name, String content)
      throws IOException {
    Path file = Files.writeString(folder.resolve(name), content);
    return Texts.fetch(source.apply(file), Filter.NONE, TokenizerConfig.CASED, folder)
        .sources()
        .get(0);
  }

  private List<String> sentences(Function<Path, Source> source, String name, String content)
      throws IOException {
    fetch(source, name, content);
    return Texts.sentences(folder);
  }

  @Test
  void aRowWithMoreValuesThanHeadersIsRefused() throws IOException {
    Path file = folder.resolve("a.csv");
    assertRefused("a.csv", "id,text\n1,x\n2,Yes, I will, too.\n3,y\n", "text")
        .hasMessageStartingWith(
            "line 3 of %s has 4 values, but there are 2 headers: ".formatted(file));
    assertRefused("a.csv", "id,text\n1,x\n2,Yes, I will.", "text")
        .hasMessageStartingWith("line 3 of %s has 3 values".formatted(file));
    assertRefused("a.tsv", "id\ttext\n2\tx\ty\n", "text").hasMessageContaining("line 2 of");
    assertThat(sentences("a.csv", "id,text\n1,x,,\n2,y, \n", "text")).containsExactly("x", "y");
  }

  @Test
  void severalColumnsGiveASentenceEachInTheirOrder() throws IOException {
    String csv = "a,b,c\n1,2,3\n4,,6\n";
    Manifest.Entry entry = fetch("a.csv", Texts.utf8(csv), "c", "a", "b");
    assertThat(Texts.sentences(folder)).containsExactly("3", "1", "2", "6", "4");
    assertThat(entry)
        .extracting(
            Manifest.Entry::rows,
            Manifest.Entry::kept,
            Manifest.Entry::empty,
            Manifest.Entry::column,
            Manifest.Entry::columns)
        .containsExactly(2, 5, 1, null, List.of("c", "a", "b"));
    assertThat(sentences("a.jsonl", "{\"b\":1,\"a\":2}\n{\"a\":3}\n", "a", "b"))
        .containsExactly("2", "1", "3");
    Workbooks.write(
        folder.resolve("a.xlsx"),
        workbook -> {
          Sheet sheet = workbook.createSheet("S");
          Workbooks.row(sheet, "a", "b", "c");
          Workbooks.row(sheet, "1", "2", "3");
          Workbooks.row(sheet, "", "5", "6");
        });
    Texts.fetch(
        Texts.source(folder.resolve("a.xlsx"), "c", "a"),
        Filter.NONE,
        TokenizerConfig.CASED,
        folder);
    assertThat(Texts.sentences(folder)).containsExactly("3", "1", "6");
  }

  @Test
  void keysMayBeNested() throws IOException {
    String lines =
        """
        {"text": {"en": "one", "de": ["eins"]}, "n": 1}

        {"n": [2, {"text": 3}], "text": {"en": null}}
        {"text": {"en": 4.50}, "text.en": "\\u0066our"}
        {"text": {"en": true}}
        """;
    Manifest.Entry entry = fetch("a.jsonl", Texts.utf8(lines), "text.en");
    assertThat(Texts.sentences(folder)).containsExactly("one", "four", "true");
    assertThat(entry).extracting(Manifest.Entry::rows, Manifest.Entry::empty).containsExactly(5, 2);
  }

  @Test
  void aMissingColumnNamesThoseThatAreThere() {
    assertRefused("a.csv", "id,sentence\n1,x\n", "text")
        .hasMessageEndingWith(
            "has no column 'text': set the source's column to one of its headers, 'id', 'sentence'");
    assertRefused("a.tsv", "id,sentence\n1,x\n", "id")
        .hasMessageContaining("headers, 'id,sentence'");
    assertRefused("a.jsonl", "{\"id\":1,\"s\":\"x\"}\n{\"t\":\"y\"}\n", "text")
        .hasMessageEndingWith(
            "has no column 'text': set the source's column to one of its headers, 'id', 's'");
    assertRefused("a.csv", "\n", "text").hasMessageContaining("is empty");
    assertRefused("a.jsonl", "", "text").hasMessageContaining("is empty");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock = "a.csv|'id,text\n1,x\n'\na.jsonl|'{\"id\":1,\"text\":\"x\"}\n'")
  void withoutAColumnTheHeadersAreNamed(String name, String content) {
    assertRefused(name, content)
        .hasMessageEndingWith(
            "has columns, and the source names none: set the source's column to one of its headers, 'id', 'text'");
  }

  /** Its bytes are ASCII, so they pass for UTF-8. */
  @Test
  void aTextInJisIsRefused() throws IOException {
    byte[] jis = "One.\n秋には葉が木から落ちる。\n".getBytes(Charset.forName("ISO-2022-JP"));
    assertRefused("a.txt", jis)
        .hasMessageEndingWith(
            "line 2 of "
                + folder.resolve("a.txt")
                + " has an escape sequence of ISO-2022-JP (JIS): save it as UTF-8");
  }

  @Test
  void theMessageSaysWhereATextIsNotUtf8() throws IOException {
    byte[] latin = "One.\nTwo.\ncaf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertRefused("a.txt", latin)
        .hasMessageEndingWith(
            "line 3 of "
                + folder.resolve("a.txt")
                + " is not UTF-8 (byte 14 of its text): save it as UTF-8");
    assertRefused("a.csv", latin, "One.").hasMessageContaining("line 3 of");
    byte[] late = Texts.utf8("x".repeat(99) + "\n" + "é\n".repeat(9000) + "é");
    assertRefused("a.jsonl", Arrays.copyOf(late, late.length - 1), "x")
        .hasMessageContaining("line 1 of"); // the first line is not JSON
    assertRefused("a.txt", Arrays.copyOf(late, late.length - 1))
        .hasMessageContaining("line 9002 of")
        .hasMessageContaining("byte 27101 of");
  }

  @Test
  void aQuoteThatIsNotClosedIsRefused() {
    assertRefused("a.csv", "text\n1\n\"2\n3\n", "text")
        .hasMessage(
            "the quote that opens in line 3 of %s is never closed: close it, or set the source's quote to none",
            folder.resolve("a.csv"));
    assertRefused("a.csv", "text\n\"2\" 3\n", "text")
        .hasMessage(
            "line 2 of %s has text after a closing quote: write a quote within quotes twice, or set the source's quote to none",
            folder.resolve("a.csv"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[1]",
        "x",
        "{\"a\":1} 2",
        "{\"a\":1",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":\"\t\"}",
        "{\"b\":[1}",
        "null",
        "\"a\""
      })
  void aLineThatIsNoObjectIsRefused(String line) {
    assertRefused("a.jsonl", "{\"a\":1}\n" + line + "\n", "a")
        .hasMessageMatching("line 2 of .* is not a JSON object \\([^\\n]+\\): correct the line")
        .message()
        .doesNotContain("Json", "BEGIN", "http", "path $");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"t":"abc | it ends before the object does
          {"t":"abc" | it ends before the object does
          {"t": | it ends before the object does
          {"t":"abc", x} | '}' near column 14 is not expected
          """)
  void theMessageSaysWhatIsWrongWithALine(String line, String reason) {
    assertRefused("a.jsonl", line + "\n", "t")
        .hasMessageContaining("is not a JSON object (" + reason + "): correct the line");
  }

  @Test
  void aKeyWithoutTextIsRefused() {
    assertRefused("a.jsonl", "{\"a\":[\"x\"]}\n", "a")
        .hasMessageContaining("'a' in line 1 of")
        .hasMessageContaining("is an array");
    assertRefused("a.jsonl", "{\"a\":{\"b\":1}}\n", "a").hasMessageContaining("is an object");
  }

  /** Many people call their file sentences.txt. */
  @Test
  void aSourceMayBeCalledAsTheCorpusIs() throws IOException {
    assertThat(sentences("sentences.txt", "One.\n")).containsExactly("One.");
    assertThat(folder.resolve("corpus/source-sentences.txt")).hasContent("One.\n");
  }

  @Test
  void theFileNameOrTheSourceTellsTheFormat() throws IOException {
    assertThat(Format.ofFileName("a.b.CSV.gz")).isEqualTo(Format.CSV);
    assertThat(Format.ofFileName("ndjson")).isEqualTo(Format.JSONL);
    assertThat(Format.ofFileName("csv.data")).isNull();
    assertRefusedSource(
        "file:///a.data", null, null, List.of(), "set its format to xlsx, csv, tsv, jsonl or txt");
    assertRefusedSource("file:///a.txt", null, null, List.of("x"), "remove its column");
    assertRefusedSource("file:///a.csv", null, "S", List.of("x"), "remove its sheet");
    assertRefusedSource("file:///a.csv", null, null, List.of("x", " x"), "named twice");
    Path file = Files.writeString(folder.resolve("a.data"), "One.\n");
    Source source = new Source("A", file.toUri(), null, Format.TXT, null, List.of(), null);
    Texts.fetch(source, Filter.NONE, TokenizerConfig.JAPANESE, folder);
    assertThat(Texts.sentences(folder)).containsExactly("One.");
  }

  @Test
  void theManualNamesTheEndingsOfEveryFormat() throws IOException {
    String manual = Files.readString(Path.of("src/site/markdown/own-corpus.md"));
    for (Format format : Format.values()) {
      for (String ending : format.endings()) {
        assertThat(manual).contains("`." + ending + "`");
      }
    }
  }

  private static void assertRefusedSource(
      String url,
      @Nullable Format format,
      @Nullable String sheet,
      List<String> columns,
      String part) {
    assertThatThrownBy(() -> new Source("A", URI.create(url), null, format, sheet, columns, null))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source A", part);
  }

  @Test
  void theSegmenterNormalises() throws IOException {
    Path file = Files.writeString(folder.resolve("a.txt"), "ﬁne — “so”…\n");
    Texts.fetch(Texts.source(file), Filter.NONE, TokenizerConfig.CASED, folder);
    assertThat(Texts.sentences(folder)).containsExactly("ﬁne — “so”…");
    Texts.fetch(Texts.source(file), Filter.NONE, TokenizerConfig.JAPANESE, folder);
    assertThat(Texts.sentences(folder)).containsExactly("fine ー \"so\"...");
  }
}
