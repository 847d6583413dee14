package org.snowbert.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.corpus.workbook.Workbooks;
import org.snowbert.internal.Sha256;
import org.snowbert.text.TokenizerConfig;

class CorpusTest {
  private Path folder = Path.of("set.before.each");

  @BeforeEach
  void makeTheFolder(@TempDir Path folder) {
    this.folder = folder;
  }

  private Source source(String id, @Nullable String sheet) {
    return new Source(
        id, folder.resolve(id + ".xlsx").toUri(), null, null, sheet, List.of("文"), "CC0-1.0");
  }

  private Manifest fetch(Source... sources) throws IOException {
    Transport none =
        (source, url, destination) -> {
          throw new AssertionError("every source of this test is a local file");
        };
    SourceCache cache = new SourceCache(folder.resolve("cache"), true, null, none);
    return Corpus.fetch(
        List.of(sources), TokenizerConfig.JAPANESE, Filter.NONE, cache, folder.resolve("out"));
  }

  private Path output(String name) {
    return folder.resolve("out/corpus").resolve(name);
  }

  @Test
  void sentencesAreWrittenInOrderAndCounted() throws IOException {
    Workbooks.column(folder.resolve("A.xlsx"), "文", "雨が降る。", "", "雪〜\n", "_x0008_", "雨が降る。");
    Workbooks.column(folder.resolve("B.xlsx"), "文", "雪ー", "晴れる。");
    Manifest manifest = fetch(source("A", null), source("B", "Sheet1"));

    assertThat(Files.readString(output("sentences.txt"))).isEqualTo("雨が降る。\n雪ー\n雨が降る。\n雪ー\n晴れる。\n");
    assertThat(manifest.sources())
        .containsExactly(
            new Manifest.Entry(
                "A",
                "A.xlsx",
                "A.xlsx",
                Sha256.of(output("A.xlsx")),
                "xlsx",
                "Sheet1",
                "文",
                null,
                "CC0-1.0",
                5,
                3,
                2,
                1,
                Dropped.NONE,
                Damage.NONE),
            new Manifest.Entry(
                "B",
                "B.xlsx",
                "B.xlsx",
                Sha256.of(output("B.xlsx")),
                "xlsx",
                "Sheet1",
                "文",
                null,
                "CC0-1.0",
                2,
                2,
                0,
                1,
                Dropped.NONE,
                Damage.NONE));
    assertThat(manifest)
        .isEqualTo(
            new Manifest(
                manifest.sources(),
                7,
                5,
                2,
                2,
                Dropped.NONE,
                Damage.NONE,
                Sha256.of(output("sentences.txt"))));
    assertThat(output("A.xlsx")).hasSameBinaryContentAs(folder.resolve("A.xlsx"));
  }

  @Test
  void manifestHasNoPathAndIsTheSameTwice() throws IOException {
    Workbooks.column(folder.resolve("A.xlsx"), "文", "雨が降る。");
    fetch(source("A", null));
    String first = Files.readString(output("manifest.json"));
    fetch(source("A", null));
    assertThat(Files.readString(output("manifest.json")))
        .isEqualTo(first)
        .contains("\"url\": \"A.xlsx\"", "\"column\": \"文\"")
        .doesNotContain(folder.getFileName().toString());
  }

  @Test
  void filesOfAnEarlierRunGo() throws IOException {
    Workbooks.column(folder.resolve("A.xlsx"), "文", "雨が降る。");
    Workbooks.column(folder.resolve("B.xlsx"), "文", "雪が降る。");
    fetch(source("A", null));
    fetch(source("B", null));
    assertThat(folder.resolve("out/corpus"))
        .isDirectoryNotContaining("glob:**A.xlsx")
        .isDirectoryContaining("glob:**B.xlsx");
  }

  @Test
  void layoutOfT23IsRead() throws IOException {
    Workbooks.write(folder.resolve("T23.xlsx"), CorpusTest::writeT23);
    Source t23 =
        new Source(
            "T23",
            folder.resolve("T23.xlsx").toUri(),
            null,
            null,
            null,
            List.of(Source.EASY_JAPANESE),
            null);
    Manifest manifest = fetch(t23);
    assertThat(manifest.sources()).extracting(Manifest.Entry::sheet).containsExactly("平易化コーパス");
    assertThat(Files.readAllLines(output("sentences.txt")))
        .containsExactly("彼は朝早く起きる。", "電車は九時に出る。");
  }

  private static void writeT23(XSSFWorkbook workbook) {
    Sheet sheet = workbook.createSheet("平易化コーパス");
    Workbooks.row(sheet, "ID", "#日本語(原文)", "#やさしい日本語", "#英語(原文)", "#固有名詞");
    Workbooks.row(sheet, "Ab_1", "彼は早朝に起床する。", "彼は朝早く起きる。", "He gets up early.", "");
    CellStyle time = workbook.createCellStyle();
    time.setDataFormat(workbook.createDataFormat().getFormat("h:mm"));
    Cell name =
        Workbooks.row(sheet, "Ab_2", "列車は九時発だ。", "電車は九時に出る。", "It leaves at nine.").createCell(4);
    name.setCellStyle(time);
    name.setCellValue(DateUtil.convertTime("09:00"));
    Sheet wide = workbook.createSheet("評価用");
    Workbooks.row(wide, "ID", "#日本語(原文)", "Ab", "Ac", "#英語(原文)", "Ab_固有名詞");
    Workbooks.row(wide, "1", "原文", "訓練しない文。", "訓練しない文。", "text", "");
  }

  @Test
  void halfASurrogatePairDoesNotEndTheRun() throws IOException {
    Workbooks.raw(
        folder.resolve("A.xlsx"),
        "<si><t>文</t></si><si><t>雨_xD83D_</t></si>",
        "<row><c t='s'><v>0</v></c></row><row><c t='s'><v>1</v></c></row>");
    fetch(source("A", null));
    assertThat(output("sentences.txt")).hasContent("雨?");
  }

  @Test
  void corpusWithoutSentenceIsRefusedAndNotWritten() throws IOException {
    Workbooks.column(folder.resolve("A.xlsx"), "文", "", "\u3000");
    assertThatThrownBy(() -> fetch(source("A", null)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("[A] hold no sentence");
    assertThat(output("sentences.txt")).doesNotExist();
    assertThat(output("manifest.json")).doesNotExist();
  }

  @Test
  void sourcesOfOneFileNameAreRefused() {
    Source upper =
        new Source(
            "A", URI.create("https://example.org/X.xlsx"), null, null, null, List.of("文"), null);
    Source lower =
        new Source(
            "B", URI.create("https://example.com/x.xlsx"), null, null, null, List.of("文"), null);
    assertThatThrownBy(() -> fetch(upper, lower))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("source B", "x.xlsx", "source A");
  }

  @Test
  void failedFetchLeavesTheCorpusOfBefore() throws IOException {
    Workbooks.column(folder.resolve("A.xlsx"), "文", "雨が降る。");
    fetch(source("A", null));
    assertThatThrownBy(() -> fetch(source("none", null))).isInstanceOf(InvalidInputException.class);
    assertThat(output("sentences.txt")).hasContent("雨が降る。");
  }
}
