package org.snowbert.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class SampleWorkbookTest {
  private static final List<String> SENTENCES = SampleWorkbook.sentences();

  @Test
  void theCommittedWorkbookHoldsTheGrammarsSentences() throws IOException {
    List<List<String>> expected = new ArrayList<>();
    expected.add(SampleWorkbook.HEADER);
    for (String sentence : SENTENCES) {
      expected.add(List.of(String.valueOf(expected.size()), sentence, sentence, ""));
    }

    assertThat(committedRows()).isEqualTo(expected);
  }

  @Test
  void writingAgainGivesTheSameBytes() throws IOException {
    List<String> some = SENTENCES.subList(0, 100);

    assertThat(SampleWorkbook.bytes(some)).isEqualTo(SampleWorkbook.bytes(some));
  }

  @Test
  void theCommittedWorkbookIsSmall() throws IOException {
    assertThat(Files.size(SampleWorkbook.COMMITTED)).isLessThan(400_000);
  }

  @Test
  void everySentenceIsFinishedAndShort() {
    assertThat(SENTENCES)
        .hasSize(5000)
        .doesNotHaveDuplicates()
        .allMatch(sentence -> sentence.length() >= 5 && sentence.length() <= 40)
        .allMatch(
            sentence -> sentence.matches("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}ー、。「」]+。"));
  }

  @Test
  void whatFallsFromTreesInAutumnIsMostlyLeaves() {
    List<String> falling =
        SENTENCES.stream()
            .filter(sentence -> sentence.startsWith("秋") && sentence.contains("木から"))
            .filter(sentence -> sentence.matches(".*落ち(る|ます)。"))
            .toList();

    assertThat(falling).hasSizeGreaterThan(50);
    assertThat(falling.stream().filter(sentence -> sentence.contains("葉")))
        .hasSizeGreaterThan(falling.size() * 3 / 4);
  }

  private static List<List<String>> committedRows() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    DataFormatter text = new DataFormatter();
    try (XSSFWorkbook workbook = new XSSFWorkbook(Files.newInputStream(SampleWorkbook.COMMITTED))) {
      for (Row row : workbook.getSheet(SampleWorkbook.SHEET)) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < SampleWorkbook.HEADER.size(); column++) {
          cells.add(text.formatCellValue(row.getCell(column)));
        }
        rows.add(cells);
      }
    }
    return rows;
  }
}
