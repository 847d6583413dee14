package org.snowbert.corpus.workbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.formats.Damage;
import org.snowbert.corpus.formats.Extent;
import org.snowbert.fuzz.Zips;

class WorkbookReaderTest {
  private static final String HEADER = "<row><c t='inlineStr'><is><t>文</t></is></c></row>";

  private final List<String> texts = new ArrayList<>();
  private Path file = Path.of("set.before.each");

  @BeforeEach
  void nameTheFile(@TempDir Path folder) {
    file = folder.resolve("book.xlsx");
  }

  private Extent read(@Nullable String sheet, String column) {
    return WorkbookReader.read(file, sheet, null, List.of(column), texts::add);
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
    assertThat(read(null, "文")).isEqualTo(new Extent("一", 1, Damage.NONE));
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
    assertThat(texts).containsExactly("12", "0.3", "TRUE", "2", "ab", "2020年1月7日", "21:05:00");
  }

  @Test
  void errorsAndFormulasWithoutAValueAreCountedAndDropped() throws IOException {
    Workbooks.raw(
        file,
        "",
        HEADER
            + "<row><c t='e'><v>#N/A</v></c></row>"
            + "<row><c t='e'><f>B1</f><v>#REF!</v></c></row>"
            + "<row><c><f>A1&amp;B1</f></c></row>"
            + "<row><c><f>A1&amp;B1</f><v></v></c></row>"
            + "<row><c><f>A1&amp;B1</f><v/></c></row>"
            + "<row><c t='str'><f>\"\"</f><v></v></c></row>" // an empty text is a value
            + "<row><c><f>1+1</f><v>2</v></c><c t='e'><v>#N/A</v></c></row>");
    assertThat(read(null, "文").damage()).isEqualTo(new Damage(2, 3, 0, 0, 0));
    assertThat(texts).containsExactly("2");
  }

  @Test
  void aHeaderWithALineBreakIsMatchedAsTheMessageShowsIt() throws IOException {
    Workbooks.column(file, "やさしい\n日本語", "雨");
    assertThat(refused(null, "x")).contains("'やさしい 日本語'");
    read(null, "やさしい 日本語");
    read(null, "やさしい\n日本語");
    assertThat(texts).containsExactly("雨", "雨");
  }

  @Test
  void theHeadersMayStandInALaterRow() throws IOException {
    Workbooks.column(file, "題", "説明", "文", "雨", "", "雪");
    assertThat(WorkbookReader.read(file, null, 3, List.of("文"), texts::add).rows()).isEqualTo(3);
    assertThat(texts).containsExactly("雨", "雪");
    assertThat(catchThrowable(() -> WorkbookReader.read(file, null, 5, List.of("文"), texts::add)))
        .hasMessageStartingWith("row 5 of sheet 'Sheet1' of workbook")
        .hasMessageContaining("is empty: it needs a row of headers");
    assertThat(catchThrowable(() -> WorkbookReader.read(file, null, 9, List.of("文"), texts::add)))
        .hasMessageContaining("row 9 of");
  }

  @Test
  void aChartInFrontIsPassedOver() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          workbook.createSheet("図");
          Sheet data = workbook.createSheet("文");
          Workbooks.row(data, "文");
          Workbooks.row(data, "雨");
        });
    String first = "+xml\" PartName=\"/xl/worksheets/sheet1.xml";
    Workbooks.replaceInParts(file, Map.of("worksheet" + first, "chartsheet" + first));
    assertThat(read(null, "文").sheet()).isEqualTo("文");
    assertThat(texts).containsExactly("雨");
    assertThat(refused("図", "文")).contains("sheet '図'", "is a chart: name a sheet with cells");
  }

  private String refused(@Nullable String sheet, String column) {
    return String.valueOf(
        catchThrowableOfType(InvalidInputException.class, () -> read(sheet, column)).getMessage());
  }

  /** What a Japanese Excel shows for these formats; 45292 is the first day of 2024. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [$-411]ggge"年"m"月"d"日";@ | 45292 | 令和6年1月1日
          [$-411]ge.m.d | 45292 | R6.1.1
          ge\\.mm\\.dd | 43466 | H31.01.01
          gge"年" | 1 | 明33年
          [$-ja-JP]ee"年度" | 45292 | 06年度
          [$-411]e | 45292 | 6
          m"月"d"日("aaa")" | 45292 | 1月1日(月)
          yyyy/m/d aaaa | 45293 | 2024/1/2 火曜日
          [$-411]yyyy"年"m"月"d"日" dddd | 45292 | 2024年1月1日 月曜日
          [$-411]ggge"年"m"月"d"日" h"時"mm"分" | 45292.604166666664 | 令和6年1月1日 14時30分
          [$-411]ge.m.d AM/PM h:mm:ss | 45292.604166666664 | R6.1.1 午後 2:30:00
          h"時"mm"分" | 45292.604166666664 | 14時30分
          AM/PM h"時"mm"分" | 45292.604166666664 | PM 2時30分
          [DBNum3][$-411]0 | 45292 | ４５２９２
          [DBNum1][$-411]0 | 45290 | 四五二九〇
          [DBNum3][$-411]yyyy"年"m"月" | 45292 | ２０２４年１月
          yyyy"年"m"月"d"日" | 45292 | 2024年1月1日
          #,##0"円" | 45292 | 45,292円
          #,##0,"千円" | 1234567 | 1,235千円
          #,##0,,"百万円" | 1234567 | 1百万円
          0.0,"k" | -1234567 | -1234.6k
          "No."0 | 1234567 | No.1234567
          "No.#"0 | -5 | -No.#5
          0.0"%" | -5 | -5.0%
          0.0"%";"minus "0.0"%" | -5 | minus 5.0%
          0.0% | 0.057 | 5.7%
          "D-"000 | 58 | D-058
          "S"0 | -1234.5 | -S1235
          \\D0 | 58 | D58
          000\\-0000 | 1234567 | 123-4567
          [DBNum1]0"A" | 12 | 一二A
          0.00E+00 | 45292 | 4.53E+04
          """)
  void japaneseFormatsAreShownAsExcelShowsThem(String format, double value, String text)
      throws IOException {
    assertShown(text, format, value);
  }

  /** What a Japanese Excel shows for {@code [DBNum1]} to {@code [DBNum3]}. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [DBNum1][$-411]General | 12345 | 一万二千三百四十五
          [DBNum1][$-411]General | -12345 | -一万二千三百四十五
          [DBNum1][$-411]General | -1234.5 | -千二百三十四.五
          [DBNum1][$-411]General | 0 | 〇
          [DBNum1][$-411]General | 1204507000120 | 一兆二千四十五億七百万百二十
          [DBNum1][$-411]General | 110000000 | 一億千万
          [DBNum1]General"円" | 10000 | 一万円
          [DBNum2][$-411]General | 12345 | 壱萬弐阡参百四拾伍
          [DBNum2][$-411]General | -1234.5 | -壱阡弐百参拾四.伍
          [DBNum3][$-411]General | -1234.5 | -１２３４.５
          [DBNum3][$-411]#,##0 | -12345 | -１２,３４５
          [DBNum1][$-411]0.0 | 0 | 〇.〇
          [DBNum2][$-411]0 | 1234 | 壱弐参四
          [DBNum1][$-409]General | 1234 | 1234
          [DBNum1][$-411]ggge"年"m"月"d"日" | 45651 | 令和六年十二月二十五日
          [DBNum2][$-411]ggge"年"m"月"d"日" | 21894.999988425927 | 昭和参拾四年壱拾弐月壱拾日
          [DBNum3][$-411]ggge"年"m"月"d"日" | 32518 | 平成１年１月１０日
          [DBNum1][$-411]yyyy"年"m"月"d"日" | 45651 | 二〇二四年十二月二十五日
          [DBNum1]yyyy"年"mm"月"dd"日" | 45328 | 二〇二四年〇二月〇六日
          [DBNum1]h"時"mm"分" | 45292.604166666664 | 十四時三十分
          """)
  void japaneseDigitsAreWrittenByTheirPlaces(String format, double value, String text)
      throws IOException {
    assertShown(text, format, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [<43831]"令和元年"m"月"d"日";ggge"年"m"月"d"日" | 43800 | 令和元年12月1日
          [<43831]"令和元年"m"月"d"日";ggge"年"m"月"d"日" | 45651 | 令和6年12月25日
          [<=1]h"時"mm"分";[>=45292]"今年"m"月";m"月" | 1 | 0時00分
          [<=1]h"時"mm"分";[>=45292]"今年"m"月";m"月" | 45292 | 今年1月
          [<=1]h"時"mm"分";[>=45292]"今年"m"月";m"月" | 45291 | 12月
          [>45291]m"月";aaa | 45291 | 日
          [<>0]aaaa;"なし" | 0 | なし
          [=1]"はい";[=0]"いいえ";General | 1 | はい
          [=1]"はい";[=0]"いいえ";General | 0 | いいえ
          [=1]"はい";[=0]"いいえ";General | -2.5 | -2.5
          "晴れ";"雨";"雪" | -1 | 雨
          aaa;;"";@ | 45292 | 月
          [<=999]000;[<=9999]000\\-00;000\\-0000 | 1001701 | 100-1701
          """)
  void theConditionsChooseTheSection(String format, double value, String text) throws IOException {
    assertShown(text, format, value);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          m"月"d"日"(aaa) | 45292 | 1月1日(月)
          m"月"d"日"（aaa） | 45292 | 1月1日（月）
          m"月"d"日"（ddd） | 45292 | 1月1日（Mon）
          [$-411]m"月"d"日"（ddd） | 45292 | 1月1日（月）
          [$-1030411]ggge"年" | 45292 | 令和6年
          [$-ja-JP-x-gannen,80]ggge"年"m"月" | 43586 | 令和元年5月
          yyyy/m/d\\ \\(dddd\\) | 42064 | 2015/3/1 (Sunday)
          yyyy-mm-ddThh:mm:ss | 45292.604166666664 | 2024-01-01T14:30:00
          d-mmm-yy | 45292 | 1-Jan-24
          d mmmm yyyy | 45292 | 1 January 2024
          [$-411]mmmm mmm mmmmm;@ | 41197.542824074073 | 10月 10 1
          mmm mmmmm"月" | 41197.542824074073 | Oct O月
          h:mm A/P | 45292.604166666664 | 2:30 P
          [h]"時間"mm"分" | 1.0855555555555556 | 26時間03分
          [hh]"時間"mm"分"ss"秒" | 0.37722222222222218 | 09時間03分12秒
          [m]"分" | 0.0625 | 90分
          h:mm:ss.00 | 0.50000144 | 12:00:00.12
          m"分"ss.0"秒" | 0.00070717592592592594 | 1分01.1秒
          mm:ss | 0.99999999 | 00:00
          yyyy/m/d | 60 | 1900/2/29
          rr"年" | 45292 | 令和06年
          """)
  void datesAndTimesAreShownAsExcelShowsThem(String format, double value, String text)
      throws IOException {
    assertShown(text, format, value);
  }

  /** Excel shows only number signs, or the format is not known. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ggge"年" | -5
          yyyy/m/d | -5
          yyyy/m/d | 2958466
          [h]:mm | -0.5
          [<0]"a";[=0]"b" | 1
          [$-407]dddd | 45292
          [$-804]rr | 45292
          [DBNum2][$-804]General | 45292
          [DBNum4]General | 45292
          [$-D000000]0 | 45292
          bbbb"年" | 45292
          yyyy"年"q | 45292
          [NatNum1]0 | 45292
          """)
  void aNumberWithoutATextIsCountedAndDropped(String format, double value) throws IOException {
    Extent extent = readNumber(workbook -> workbook.createDataFormat().getFormat(format), value);
    assertThat(extent.damage()).isEqualTo(new Damage(0, 0, 1, 0, 0));
    assertThat(texts).isEmpty();
  }

  @Test
  void aFormatThatIsTooLongForExcelIsNotUsed() throws IOException {
    String longest = "aaa".repeat(85);
    readNumber(workbook -> workbook.createDataFormat().getFormat(longest), 45292);
    Workbooks.replaceInParts(file, Map.of(longest, longest + "a"));
    assertThat(read(null, "文").damage()).isEqualTo(new Damage(0, 0, 1, 0, 0));
  }

  /** ECMA-376 part 1, 18.8.30, the formats of ja-jp. */
  @ParameterizedTest
  @CsvSource({
    "27,R6.1.1", "28,令和6年1月1日", "29,令和6年1月1日", "30,1/1/24", "31,2024年1月1日", "32,14時30分",
    "33,14時30分00秒", "34,2024年1月", "35,1月1日", "36,R6.1.1", "50,R6.1.1", "51,令和6年1月1日",
    "52,2024年1月", "53,1月1日", "54,令和6年1月1日", "55,2024年1月", "56,1月1日", "57,R6.1.1",
    "58,令和6年1月1日"
  })
  void theJapaneseFormatsWithoutACodeAreKnown(short number, String text) throws IOException {
    readNumber(workbook -> number, 45292.604166666664);
    assertThat(texts).containsExactly(text);
  }

  /** Reads a workbook whose only cell under the header is a number of a format. */
  private Extent readNumber(Function<XSSFWorkbook, Short> format, double value) throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文");
          styled(sheet, format.apply(workbook)).setCellValue(value);
        });
    return read(null, "文");
  }

  @Test
  void datesMayBeCountedFrom1904() throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          workbook.getCTWorkbook().getWorkbookPr().setDate1904(true);
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文");
          date(sheet, "yyyy/m/d");
          date(sheet, "[$-411]ggge\"年\"");
        });
    read(null, "文");
    assertThat(texts).containsExactly("2020/1/7", "令和2年");
  }

  private void assertShown(String text, String format, double value) throws IOException {
    readNumber(workbook -> workbook.createDataFormat().getFormat(format), value);
    assertThat(texts).containsExactly(text);
  }

  @Test
  void aStrictWorkbookIsRead() throws IOException {
    Workbooks.column(file, "文", "雨");
    Workbooks.replaceInParts(
        file,
        Map.of(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main"));
    read(null, "文");
    assertThat(texts).containsExactly("雨");
  }

  /** Only the parts that list other parts are rewritten, and those are small. */
  @Test
  void sharedStringsUnderTheNameOfAnotherPartStayAsTheyStand() throws IOException {
    String text = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    Workbooks.raw(
        file, "<si><t>" + text + "</t></si>", HEADER + "<row><c t='s'><v>0</v></c></row>");
    String name = "sharedStrings.xml";
    Workbooks.replaceInParts(file, Map.of(name, "workbookStrings.xml"));
    List<Zips.Entry> entries =
        Zips.read(file).stream()
            .map(e -> new Zips.Entry(e.name().replace(name, "workbookStrings.xml"), e.content()))
            .toList();
    Files.write(file, Zips.write(entries));
    read(null, "文");
    assertThat(texts).containsExactly(text);
  }

  @Test
  void datesOfAStrictWorkbookAreInIso8601() throws IOException {
    writeIsoDate("2020-01-25");
    read(null, "文");
    assertThat(texts).containsExactly("2020年1月25日");
  }

  /** Excel's numbers of days begin in 1900; and without styles no number is a date. */
  @Test
  void datesInIso8601ThatHaveNoNumberStayAsTheyStand() throws IOException {
    writeIsoDate("1868-01-25");
    read(null, "文");
    Workbooks.raw(file, "", HEADER + "<row><c t='d'><v>2020-01-25</v></c></row>");
    read(null, "文");
    assertThat(texts).containsExactly("1868-01-25", "2020-01-25");
  }

  private void writeIsoDate(String date) throws IOException {
    Workbooks.write(
        file,
        workbook -> {
          Sheet sheet = workbook.createSheet();
          Workbooks.row(sheet, "文");
          styled(sheet, workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""))
              .setCellValue(7);
        });
    Workbooks.replaceInParts(file, Map.of("t=\"n\"><v>7.0<", "t=\"d\"><v>" + date + "<"));
  }

  @Test
  void otherSpreadsheetsAreNamed() throws IOException, GeneralSecurityException {
    try (HSSFWorkbook old = new HSSFWorkbook();
        OutputStream out = Files.newOutputStream(file)) {
      old.createSheet();
      old.write(out);
    }
    assertThat(refused(null, "文")).contains("is a workbook of Excel 5 to 2003 (.xls)");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      container.createDocument(new ByteArrayInputStream(new byte[9]), "WordDocument");
      container.writeFilesystem(out);
    }
    assertThat(refused(null, "文")).contains("is no workbook, but another OLE2 file");
    try (POIFSFileSystem container = new POIFSFileSystem();
        OutputStream out = Files.newOutputStream(file)) {
      Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
      encryptor.confirmPassword("geheim");
      try (OutputStream content = encryptor.getDataStream(container)) {
        content.write(1);
      }
      container.writeFilesystem(out);
    }
    assertThat(refused(null, "文")).contains("is an encrypted workbook", "remove its password");
    Workbooks.zip(file, "content.xml");
    assertThat(refused(null, "文")).contains("is an OpenDocument spreadsheet (.ods)");
    Workbooks.zip(file, "xl/workbook.bin");
    assertThat(refused(null, "文")).contains("is a binary workbook (.xlsb)");
  }

  private static Cell cell(Sheet sheet) {
    return Workbooks.row(sheet).createCell(0);
  }

  private static void date(Sheet sheet, String format) {
    styled(sheet, sheet.getWorkbook().createDataFormat().getFormat(format))
        .setCellValue(LocalDateTime.of(2020, 1, 7, 21, 5));
  }

  private static Cell styled(Sheet sheet, short format) {
    CellStyle style = sheet.getWorkbook().createCellStyle();
    style.setDataFormat(format);
    Cell cell = cell(sheet);
    cell.setCellStyle(style);
    return cell;
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
