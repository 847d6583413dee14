package org.snowbert.corpus.workbook;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.corpus.Corpus;
import org.snowbert.corpus.Filter;
import org.snowbert.corpus.Source;
import org.snowbert.corpus.SourceCache;
import org.snowbert.fuzz.Fuzz;
import org.snowbert.fuzz.Zips;
import org.snowbert.text.TokenizerConfig;

@Tag("fuzz")
final class WorkbookFuzzTest {
  private static final String FILE = "雪.xlsx";

  /** Strings shared and inline, numbers and dates with formats, a formula, more than one sheet. */
  private static void writeWorkbook(Path file) throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          CellStyle date = workbook.createCellStyle();
          date.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\""));
          CellStyle fraction = workbook.createCellStyle();
          fraction.setDataFormat(workbook.createDataFormat().getFormat("# ??/??;[Red]-0.0E+00"));
          Sheet sheet = workbook.createSheet("Sheet1");
          Workbooks.row(sheet, "番号", "文");
          for (int i = 1; i < 12; i++) {
            Row row = Workbooks.row(sheet, "" + i, "今日は" + i + "冊の本を_x0008_読みます。");
            row.createCell(2).setCellValue(i / 7.0);
          }
          Row numbers = Workbooks.row(sheet, "x");
          numbers.createCell(1).setCellValue(45_000.5);
          numbers.getCell(1).setCellStyle(date);
          Row fractions = Workbooks.row(sheet, "y");
          fractions.createCell(1).setCellValue(0.3);
          fractions.getCell(1).setCellStyle(fraction);
          Workbooks.row(sheet, "z").createCell(1).setCellFormula("\"a\"&\"b\"");
          Workbooks.row(workbook.createSheet("Sheet2"), "文");
        });
  }

  @Test
  void damagedWorkbooks(@TempDir Path folder) throws IOException {
    Path whole = folder.resolve("whole.xlsx");
    writeWorkbook(whole);
    List<Zips.Entry> entries = Zips.read(whole);
    Path raw =
        Workbooks.raw(
            folder.resolve("raw.xlsx"),
            "<si><t>文</t></si>",
            "<row r='1'><c r='A1' t='s'><v>0</v></c></row><row r='2'><c r='A2' t='inlineStr'><is><t>雪</t><rPh sb='0' eb='1'><t>ユキ</t></rPh></is></c></row>");
    List<Zips.Entry> few = Zips.read(raw);
    Path fuzz = Files.createDirectory(folder.resolve("fuzz"));
    Fuzz workbooks =
        new Fuzz(
            fuzz,
            (mutator, input) ->
                Files.write(
                    input.resolve(FILE), Zips.mutate(mutator.once(2) ? entries : few, mutator)),
            WorkbookFuzzTest::fetch);
    workbooks.run();
    workbooks.run(1_002_093); // this input is sound, but has no sentence
  }

  private static void fetch(Path input, Path work) throws IOException {
    URI url = input.resolve(FILE).toUri();
    SourceCache cache =
        new SourceCache(
            work.resolve("cache"),
            true,
            null,
            (source, address, destination) -> {
              throw new AssertionError("a workbook made it ask for " + address);
            });
    Corpus.fetch(
        List.of(new Source("A", url, null, null, null, List.of("文"), null)),
        TokenizerConfig.JAPANESE,
        Filter.NONE,
        cache,
        work);
  }
}
