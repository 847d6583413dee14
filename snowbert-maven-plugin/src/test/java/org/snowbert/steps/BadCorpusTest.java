package org.snowbert.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snowbert.InvalidInputException;
import org.snowbert.corpus.Source;
import org.snowbert.incremental.StepName;
import org.snowbert.jobs.Job;
import org.snowbert.tokens.TokenFile;

/** Workbooks whose column does not hold sentences. */
final class BadCorpusTest {
  private SmallProject project;

  @BeforeEach
  void prepare(@TempDir Path folder) throws IOException {
    project = new SmallProject(folder);
  }

  /** Builds up to training, with a workbook of the given cells: numbers or texts. */
  private void build(List<Object> cells) throws IOException {
    try (XSSFWorkbook book = new XSSFWorkbook();
        OutputStream out = Files.newOutputStream(project.settings.workbook)) {
      XSSFSheet sheet = book.createSheet("Sheet1");
      sheet.createRow(0).createCell(0).setCellValue(Source.EASY_JAPANESE);
      for (int row = 0; row < cells.size(); row++) {
        Cell cell = sheet.createRow(row + 1).createCell(0);
        if (cells.get(row) instanceof Double number) {
          cell.setCellValue(number);
        } else {
          cell.setCellValue(cells.get(row).toString());
        }
      }
      book.write(out);
    }
    project.build(StepName.TRAIN);
  }

  private void assertRefusedBeforeTraining(List<Object> cells, String... parts) {
    assertThatThrownBy(() -> build(cells))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll(parts);
    assertThat(project.jobs.done).doesNotContain(Job.TRAIN);
  }

  @Test
  void noSentence() {
    String workbook = project.settings.workbook.toString();
    assertRefusedBeforeTraining(List.of(), "[own] hold no sentence", workbook);
    assertRefusedBeforeTraining(List.of(" ", "\u3000"), "[own] hold no sentence", workbook);
  }

  @Test
  void oneSentence() {
    assertRefusedBeforeTraining(
        List.of("犬がいます。"),
        "snowbert.validationFraction 0.25 leaves 1 sentences for training and 0 for validation");
    assertRefusedBeforeTraining(
        List.of("犬がいます。", "犬がいます。", "犬がいます。"),
        "leaves 3 sentences for training and 0 for validation");
  }

  @Test
  void aColumnOfNumbers() throws IOException {
    build(IntStream.range(0, 40).<Object>mapToObj(i -> i * 1234.5).toList());
    assertThat(Files.readAllLines(project.layout.corpus().resolve("sentences.txt")))
        .startsWith("0", "1234.5")
        .hasSize(40);
  }

  @Test
  void emojiAndHalvesOfPairs() throws IOException {
    build(
        IntStream.range(0, 40)
            .<Object>mapToObj(i -> Character.toString(0x1F600 + i) + "\ud83d")
            .toList());
    TokenFile tokens = TokenFile.open(project.layout.tokens().train());
    assertThat(tokens.sentences()).isPositive();
    assertThat(tokens.length(0)).isGreaterThan(2);
  }
}
