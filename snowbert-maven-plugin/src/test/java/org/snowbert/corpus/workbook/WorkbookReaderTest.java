package org.snowbert.corpus.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.assertj.core.api.AbstractStringAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Extent;

class WorkbookReaderTest {
  private static final String HEADER = "<row><c t='inlineStr'><is><t>文</t></is></c></row>";

  private final List<String> texts = new ArrayList<>();
  private Path file = Path.of("set.before.each");

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    file = folder.resolve("book.xlsx");
  }

  private Extent read(@Nullable String sheet, String column) {
    return WorkbookReader.read(file, sheet, List.of(column), texts::add);
  }

  @Test
  void columnIsFoundByItsHeaderOnTheFirstSheet() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet first = workbook.createSheet("一");
          Workbooks.row(first, "ID", " 文 ", "other");
          Workbooks.row(first, "1", "雨が降る。", "x");
          Workbooks.row(workbook.createSheet("二"), "文");
        });
    assertThat(read(null, "文")).isEqualTo(new Extent("一", 1));
    assertThat(texts).containsExactly("雨が降る。");
  }

  @Test
  void sheetIsFoundByItsName() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Workbooks.row(workbook.createSheet("一"), "ID");
          Sheet second = workbook.createSheet("二");
          Workbooks.row(second, "文");
          Workbooks.row(second, "雪が降る。");
        });
    assertThat(read("二", "文").sheet()).isEqualTo("二");
    assertThat(texts).containsExactly("雪が降る。");
  }

  @Test
  void headerMayStandUnderEmptyRows() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "", " ");
          sheet.createRow(4).createCell(2).setCellValue("文");
          sheet.createRow(5).createCell(2).setCellValue("雨");
        });
    assertThat(read(null, "文").rows()).isEqualTo(1);
    assertThat(texts).containsExactly("雨");
  }

  @Test
  void cellsOfAnyTypeAreText() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文");
          cell(sheet).setCellValue(12);
          cell(sheet).setCellValue(0.1 + 0.2);
          cell(sheet).setCellValue(true);
          cell(sheet).setCellFormula("1+1");
          cell(sheet).setCellFormula("\"a\"&\"b\"");
          cell(sheet).setCellFormula("1/0");
          date(sheet, "yyyy\"年\"m\"月\"d\"日\"");
          date(sheet, "h:mm:ss");
          workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
    assertThat(read(null, "文").rows()).isEqualTo(8);
    assertThat(texts)
        .containsExactly("12", "0.3", "TRUE", "2", "ab", "#DIV/0!", "2020年1月7日", "21:05:00");
  }

  private static Cell cell(Sheet sheet) {
    return Workbooks.row(sheet).createCell(0);
  }

  private static void date(Sheet sheet, String format) {
    CellStyle style = sheet.getWorkbook().createCellStyle();
    style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
    Cell cell = cell(sheet);
    cell.setCellStyle(style);
    cell.setCellValue(LocalDateTime.of(2020, 1, 7, 21, 5));
  }

  @Test
  void runsOfARichTextAreJoined() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文");
          XSSFRichTextString text = new XSSFRichTextString("雨が降る。");
          XSSFFont bold = ((XSSFWorkbook) sheet.getWorkbook()).createFont();
          bold.setBold(true);
          text.applyFont(1, 3, bold);
          cell(sheet).setCellValue(text);
        });
    read(null, "文");
    assertThat(texts).containsExactly("雨が降る。");
  }

  @Test
  void phoneticRunsAreNoPartOfTheText() throws IOException {
    String kanji = "<t>日本語</t><rPh sb='0' eb='3'><t>ニホンゴ</t></rPh><phoneticPr fontId='1'/>";
    Workbooks.raw(
        file,
        "<si>" + kanji + "</si>",
        "<row><c t='s'><v>0</v></c></row><row><c t='s'><v>0</v></c></row>"
            + "<row><c t='inlineStr'><is>"
            + kanji
            + "</is></c></row>");
    read(null, "日本語");
    assertThat(texts).containsExactly("日本語", "日本語");
  }

  @Test
  void escapedCharactersAreDecoded() throws IOException {
    Workbooks.raw(
        file,
        "<si><t>a_x0008_b</t></si>",
        HEADER
            + "<row><c t='s'><v>0</v></c></row>"
            + "<row><c t='inlineStr'><is><t>c_x0008_d</t></is></c></row>"
            + "<row><c t='str'><f>A1</f><v>e_x0008_f</v></c></row>");
    read(null, "文");
    assertThat(texts).containsExactly("a\bb", "c\bd", "e\bf");
  }

  @Test
  void rowsWithoutTextAreCountedAndSkipped() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文", "ID");
          Workbooks.row(sheet, "雨", "1");
          Workbooks.row(sheet, "  ", "2");
          sheet.createRow(3).createCell(1).setCellValue("3");
          sheet.createRow(7).createCell(0).setCellValue("雪");
        });
    assertThat(read(null, "文").rows()).isEqualTo(7);
    assertThat(texts).containsExactly("雨", "雪");
  }

  @Test
  void rowsAndCellsMayLackTheirNumbers() throws IOException {
    Workbooks.raw(
        file,
        "",
        "<row><c><v>1</v></c><c t='inlineStr'><is><t>文</t></is></c></row>"
            + "<row r='5'><c r='A5'><v>2</v></c><c t='inlineStr'><is><t>雨</t></is></c></row>"
            + "<row><c r='B6' t='inlineStr'><is><t>雪</t></is></c></row>"
            + "<row><c><v>3</v></c></row>");
    assertThat(read(null, "文").rows()).isEqualTo(6);
    assertThat(texts).containsExactly("雨", "雪");
  }

  @Test
  void missingColumnIsAnsweredWithTheHeaders() throws IOException {
    Workbooks.write(file, workbook -> Workbooks.row(workbook.createSheet("一"), "ID", "#文"));
    assertInvalid(null, "文").contains("sheet '一'", file.toString(), "no column '文'", "'ID', '#文'");
  }

  @Test
  void missingSheetIsAnsweredWithTheSheets() throws IOException {
    Workbooks.column(file, "文");
    assertInvalid("無い", "文").contains(file.toString(), "'無い'", "[Sheet1]");
  }

  @Test
  void emptySheetIsRefused() throws IOException {
    Workbooks.write(file, workbook -> workbook.createSheet("空"));
    assertInvalid(null, "文").contains("sheet '空'", file.toString(), "is empty");
  }

  @Test
  void fileThatIsNoZipIsRefused() throws IOException {
    Files.writeString(file, "<html>502 Bad Gateway</html>");
    assertUnsound();
  }

  @Test
  void emptyFileIsRefused() throws IOException {
    Files.write(file, new byte[0]);
    assertUnsound();
  }

  @Test
  void truncatedWorkbookIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(Workbooks.column(file, "文", "雨", "雪"));
    Files.write(file, Arrays.copyOf(whole, whole.length * 2 / 3));
    assertUnsound();
  }

  @Test
  void brokenXmlIsRefused() throws IOException {
    Workbooks.raw(file, "", HEADER + "<row><c><v>1</c></row>");
    assertUnsound();
  }

  @Test
  void unknownSharedStringIsRefusedWithoutQuotingTheOthers() throws IOException {
    Workbooks.raw(file, "<si><t>秘密</t></si>", HEADER + "<row><c t='s'><v>7</v></c></row>");
    assertUnsound().contains("'7'").doesNotContain("秘密");
  }

  @Test
  void externalEntitiesAreNotRead(@TempDir Path folder) throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "秘密");
    Workbooks.raw(
        file,
        "<sst/>",
        "<!DOCTYPE worksheet [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>",
        "<worksheet><sheetData>"
            + HEADER
            + "<row><c t='inlineStr'><is><t>雨&e;</t></is></c></row></sheetData></worksheet>");
    try {
      read(null, "文");
    } catch (InvalidInputException e) {
      assertThat(e).hasMessageContaining(file.toString());
    }
    assertThat(String.join("", texts)).doesNotContain("秘密");
  }

  @Test
  void zipBombIsRefused() throws IOException {
    Workbooks.raw(file, "", HEADER + " ".repeat(20_000_000));
    assertUnsound().contains("bomb");
  }

  private AbstractStringAssert<?> assertUnsound() {
    return assertInvalid(null, "文").contains(file + " is not a sound .xlsx workbook");
  }

  private AbstractStringAssert<?> assertInvalid(@Nullable String sheet, String column) {
    InvalidInputException error =
        catchThrowableOfType(InvalidInputException.class, () -> read(sheet, column));
    return assertThat(error.getMessage());
  }
}
